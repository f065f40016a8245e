package io.certtrail.domain.exports;

import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.domain.time.Pause;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.export.Closed;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Jcs;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where exports are asked for and handed out.
 *
 * <p>As api.md has it, {@code GET /api/audit/export} is {@link #request}, then {@link #await} of {@link #PATIENCE},
 * then a 303 to {@link #fileLink} if there is one, else to {@code /api/exports/{id}/download}, which awaits and answers
 * in the same way: so a client that follows redirects ends with the file.
 *
 * <p>Whoever calls has checked that the requester may export. Safe for use by many threads.
 */
public final class ExportDesk {
    /** How long a request may wait for its export: below API Gateway's limit of 30 s with room for the rest. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long a link works. */
    public static final Duration LINK_VALIDITY = Duration.ofMinutes(5);

    public static final int MAX_PAGE = 500;

    /** Of a filter in canonical JSON: a manifest has 4 KB for it and the rest. */
    public static final int MAX_FILTER_BYTES = 2_000;

    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    /**
     * What the desk works with.
     *
     * @param contents of the ledgers
     * @param keptFrom what was recorded before this has expired
     */
    public record Ports(
            ExportStore store,
            ExportQueue queue,
            EvidenceStore evidence,
            Tenants tenants,
            Contents contents,
            Outbox outbox,
            Function<Origin, Instant> keptFrom) {}

    private final Ports ports;
    private final ExportEvents events;
    private final IdSource ids;
    private final Clock clock;
    private final Pause pause;

    public ExportDesk(Ports ports, ExportEvents events, IdSource ids, Clock clock, Pause pause) {
        this.ports = ports;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Asks for an export. It is stored when this returns, and will be made even if the queue loses its job. Whoever asks
     * for the same again, while nothing has come that could be in it, is given the one from before.
     *
     * @param filter if the ledger begins before what is kept, its time begins there at the earliest
     * @param closed the attributes that are not shown, in the order of the leaf; empty for none
     * @throws Refusal if the filter can't be exported, these can't be closed, or nothing of what is asked is kept any more
     */
    public Export request(Requester requester, Format format, ExportFilter filter, List<Attribute> closed) {
        refuseUnexportable(filter);
        refuseUnclosable(closed);
        Origin origin = ports.tenants()
                .find(requester.tenant())
                .orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "There is no ledger of tenant " + requester.tenant()))
                .origin();
        ExportFilter kept = kept(filter, origin);
        // Looked at first: what is not waiting here is in the chain, so one of the same size holds all of it.
        boolean isAllInTheChain = ports.outbox().oldest(requester.tenant()).isEmpty();
        long size = ports.contents()
                .chain()
                .head(origin)
                .orElseThrow(() -> new HeadMissing(origin))
                .size();
        Asked asked = new Asked(format, kept, closed, requester, clock.instant(), size);
        Export export = Export.requested(ids.next(), origin, asked);
        if (isAllInTheChain || asked.isSettled()) {
            export = ports.store().createOrFind(export);
        } else {
            ports.store().create(export);
        }
        if (!export.state().isFinal()) {
            ports.queue().send(export.tenant(), export.id(), Duration.ZERO);
        }
        return export;
    }

    /**
     * One export.
     *
     * @throws Refusal if the tenant has no such export
     */
    public Export find(String tenant, UUID id) {
        return ports.store().find(tenant, id).orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "There is no export " + id));
    }

    /**
     * A tenant's exports, newest first.
     *
     * @param limit 1 to {@link #MAX_PAGE}
     * @param after the last export of the page before; empty for the first page
     */
    public ExportPage list(String tenant, int limit, Optional<UUID> after) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw Refusal.at(Code.INVALID_PARAMETER, "/limit", "expected 1 to %d, found %d".formatted(MAX_PAGE, limit));
        }
        int oneMore = limit + 1;
        List<Export> found = after.map(id -> ports.store().olderThan(tenant, id, oneMore))
                .orElseGet(() -> ports.store().newest(tenant, oneMore));
        boolean hasMore = found.size() > limit;
        return new ExportPage(hasMore ? found.subList(0, limit) : found, hasMore);
    }

    /**
     * Waits until the export is ready or failed, or the time is up.
     *
     * @return how far it was last seen
     * @throws Refusal if the tenant has no such export
     */
    public Export await(String tenant, UUID id, Duration wait) {
        Instant end = clock.instant().plus(wait);
        Duration look = FIRST_LOOK;
        while (true) {
            Export export = find(tenant, id);
            Duration left = Duration.between(clock.instant(), end);
            if (export.state().isFinal() || !left.isPositive()) {
                return export;
            }
            pause.of(shorter(look, left));
            look = shorter(look.multipliedBy(2), LONGEST_LOOK);
        }
    }

    /**
     * A new link to the export's file, for one download; that it was given is recorded before it is.
     *
     * @return empty while the export is not ready
     * @throws Refusal if there is no such export, it failed, or its files have expired
     */
    public Optional<URI> fileLink(Requester requester, UUID id) {
        return link(requester, id, ExportFile.TABLE);
    }

    /** A new link to the export's proof file; as {@link #fileLink}. */
    public Optional<URI> proofLink(Requester requester, UUID id) {
        return link(requester, id, ExportFile.PROOF);
    }

    private Optional<URI> link(Requester requester, UUID id, ExportFile file) {
        Export export = find(requester.tenant(), id);
        if (export.state() instanceof State.Failed failed) {
            throw Refusal.of(
                    Code.EXPORT_FAILED, "The export %s failed: %s. Ask for a new one.".formatted(id, failed.error()));
        }
        refuseExpired(export);
        return export.result().map(result -> {
            Event event = events.downloaded(export, requester, file, clock.instant());
            ports.outbox().record(requester.tenant(), List.of(event));
            return ports.evidence()
                    .link(file.of(result).key(), file.name(export), file.mediaType(export), LINK_VALIDITY);
        });
    }

    /** From when on the files of an export are there no more; empty if they are not there yet. */
    public Optional<Instant> expiry(Export export) {
        return export.state() instanceof State.Ready ready
                ? Optional.of(ready.at().plus(ports.evidence().kept()))
                : Optional.empty();
    }

    private void refuseExpired(Export export) {
        expiry(export).filter(end -> !clock.instant().isBefore(end)).ifPresent(end -> {
            throw Refusal.of(
                    Code.GONE,
                    "The files of the export %s expired at %s. Ask for a new one.".formatted(export.id(), end));
        });
    }

    private ExportFilter kept(ExportFilter filter, Origin origin) {
        Instant keptFrom = ports.keptFrom().apply(origin);
        Instant from = filter.from();
        Instant to = filter.to();
        boolean isAllKept = ports.contents().isWhole(origin);
        if (isAllKept || (from != null && !from.isBefore(keptFrom))) {
            return filter;
        }
        if (to != null && !keptFrom.isBefore(to)) {
            throw Refusal.of(Code.GONE, "What was recorded before %s is kept no longer.".formatted(keptFrom));
        }
        return new ExportFilter(
                keptFrom,
                to,
                filter.action(),
                filter.severity(),
                filter.actorType(),
                filter.actor(),
                filter.resource(),
                filter.q());
    }

    private static void refuseUnexportable(ExportFilter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        if (from != null && to != null && !from.isBefore(to)) {
            throw Refusal.of(
                    Code.INVALID_PARAMETER, "The filter's time ends (%s) before it begins (%s).".formatted(to, from));
        }
        int bytes = Jcs.bytes(filter.toJson()).length;
        if (bytes > MAX_FILTER_BYTES) {
            throw Refusal.of(
                    Code.INVALID_PARAMETER,
                    "The filter takes %d bytes of JSON, expected at most %d.".formatted(bytes, MAX_FILTER_BYTES));
        }
    }

    private static void refuseUnclosable(List<Attribute> closed) {
        String fault = Closed.fault(closed);
        if (fault != null) {
            throw Refusal.at(Code.INVALID_PARAMETER, "/closed", fault);
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
