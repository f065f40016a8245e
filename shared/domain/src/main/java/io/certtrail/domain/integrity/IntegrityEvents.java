package io.certtrail.domain.integrity;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.DerivedId;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records what was found about a ledger's integrity in the ledger itself, each thing once a UTC day however often it is
 * found: its id is derived from the day and the place. Safe for use by many threads.
 */
public final class IntegrityEvents {
    private static final Actor ACTOR = new Actor(Actor.Type.SYSTEM, "verifier", "CertTrail verifier");
    private static final int MOST_CHARS = 2000;
    private static final int MOST_REMEMBERED = 10_000;

    private final Catalogue catalogue;
    private final Outbox outbox;
    private final ChainReader chain;
    private final Clock clock;
    private final Set<UUID> recorded = ConcurrentHashMap.newKeySet();

    public IntegrityEvents(Catalogue catalogue, Outbox outbox, ChainReader chain, Clock clock) {
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.chain = chain;
        this.clock = clock;
    }

    /** Records {@code audit.verification.failed}. */
    public void failed(IntegrityFinding finding) {
        Json.Obj told = Json.obj()
                .put("place", shown(finding.place()))
                .put("expected", shown(finding.expected()))
                .put("found", shown(finding.found()))
                .build();
        record(
                finding.origin(),
                "audit.verification.failed",
                Json.obj().put("finding", told).build(),
                finding.place());
    }

    /**
     * Records {@code audit.verified}.
     *
     * @param fromSeq the first entry that was read again
     * @param toSeq the one after the last
     */
    public void verified(Origin origin, long treeSize, String rootHash, long fromSeq, long toSeq) {
        record(
                origin,
                "audit.verified",
                Json.obj()
                        .put("treeSize", treeSize)
                        .put("rootHash", rootHash)
                        .put("fromSeq", fromSeq)
                        .put("toSeq", toSeq)
                        .build(),
                "");
    }

    private void record(Origin origin, String action, Json.Obj details, String place) {
        Instant now = clock.instant();
        UUID id = DerivedId.of(
                origin.text(), action, LocalDate.ofInstant(now, ZoneOffset.UTC).toString(), place);
        if (recorded.contains(id) || chain.positions(origin, List.of(id)).containsKey(id)) {
            return;
        }
        outbox.record(
                origin.tenant(),
                List.of(catalogue.event(
                        id,
                        now,
                        action,
                        ACTOR,
                        Client.NONE,
                        new Resource("ledger", origin.text(), null),
                        details,
                        "")));
        if (recorded.size() >= MOST_REMEMBERED) {
            recorded.clear();
        }
        recorded.add(id);
    }

    /** A text of unknown source as an entry may hold it: short, without control characters and lone surrogates. */
    private static String shown(String text) {
        return EntryRules.replaceControls(text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text);
    }
}
