package io.certtrail.domain.retention;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.DerivedId;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.SealedObject;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Drops the contents of the segments that have expired, of all of a tenant's ledgers. First it records that it does
 * ({@code audit.pruned}, with an id that is derived from what is dropped), then it drops what was made of them, then them.
 * Manifests, tiles and checkpoints stay: what was there, and that the rest is as it was, can be shown for ever. Killed
 * anywhere and begun again, or run twice at once, it drops the same and records it once. Safe for use by many threads.
 */
public final class Pruner {
    private static final Actor ACTOR = new Actor(Actor.Type.SYSTEM, "retention", "CertTrail retention");

    private final ArchiveStore archive;
    private final SealedDays days;
    private final DerivedObjects derived;
    private final Retentions retentions;
    private final Outbox outbox;
    private final Catalogue catalogue;
    private final Clock clock;

    public Pruner(ArchiveStore archive, Retentions retentions, Outbox outbox, Catalogue catalogue, Clock clock) {
        this.archive = archive;
        this.days = new SealedDays(archive);
        this.derived = new DerivedObjects(archive);
        this.retentions = retentions;
        this.outbox = outbox;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Entries of one ledger that were dropped, half open. */
    public record Pruned(Origin origin, long fromSeq, long toSeq) {}

    /**
     * Drops what has expired now.
     *
     * @param origin one of the tenant's ledgers: those of the same name and tenant are meant
     */
    public List<Pruned> prune(Origin origin) {
        Instant now = clock.instant();
        Retention retention = retentions.of(origin.tenant());
        Map<Origin, List<SealedObject>> expired = days.between(origin, null, retention.firstDay(now)).stream()
                .collect(Collectors.groupingBy(
                        SealedObject::origin,
                        () -> new TreeMap<>(Comparator.comparingInt(Origin::incarnation)),
                        Collectors.toList()));
        List<Pruned> all = new ArrayList<>();
        expired.forEach((ledger, objects) -> {
            long fromSeq =
                    objects.stream().mapToLong(SealedObject::fromSeq).min().orElseThrow();
            long toSeq = objects.stream().mapToLong(SealedObject::toSeq).max().orElseThrow();
            Pruned pruned = new Pruned(ledger, fromSeq, toSeq);
            record(pruned, retention, now);
            drop(pruned, objects);
            all.add(pruned);
        });
        return all;
    }

    private void record(Pruned pruned, Retention retention, Instant now) {
        String origin = pruned.origin().text();
        outbox.record(
                pruned.origin().tenant(),
                List.of(catalogue.event(
                        DerivedId.of(origin, "audit.pruned", String.valueOf(pruned.toSeq())),
                        now,
                        "audit.pruned",
                        ACTOR,
                        Client.NONE,
                        new Resource("ledger", origin, null),
                        Json.obj()
                                .put("fromSeq", pruned.fromSeq())
                                .put("toSeq", pruned.toSeq())
                                .put("policy", retention.policy())
                                .build(),
                        "")));
    }

    private void drop(Pruned pruned, List<SealedObject> objects) {
        List<DerivedObjects.Name> names = derived.all(pruned.origin()).stream()
                .filter(name -> name.fromSeq() < pruned.toSeq() && name.toSeq() > pruned.fromSeq())
                .toList();
        if (!names.isEmpty()) {
            derived.delete(pruned.origin(), names);
        }
        archive.delete(objects.stream().map(SealedObject::path).toList());
    }
}
