package io.certtrail.domain.sweep;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.DerivedId;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sign of life of an idle chain (ledger.md §4): so that "nothing happened" is said and signed too, and an old state
 * is told from a quiet one. Every UTC day has an entry, and no two entries are further apart than 24 hours and the time
 * of a sweep: one is due when the chain has none of this day, and its last is 24 hours old or the day's last hour has
 * begun. Its id is derived from the day, so that many that are recorded at once are logged once. Safe for use by many
 * threads.
 */
public final class Heartbeats {
    private static final Actor ACTOR = new Actor(Actor.Type.SYSTEM, "sweep", "CertTrail sweep");
    private static final Duration LONGEST_SILENCE = Duration.ofHours(24);

    /** From then on a day without an entry does not wait for one of its own any more. */
    private static final LocalTime LAST_HOUR = LocalTime.of(23, 0);

    private final ChainReader chain;
    private final Outbox outbox;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<Origin, LocalDate> recorded = new ConcurrentHashMap<>();

    public Heartbeats(ChainReader chain, Outbox outbox, Catalogue catalogue, Clock clock) {
        this.chain = chain;
        this.outbox = outbox;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Records {@code ledger.heartbeat} if it is due and this process has not recorded it.
     *
     * @return whether it did
     * @throws HeadMissing if the chain has no HEAD
     */
    public boolean beat(Origin origin) {
        Head head = chain.head(origin).orElseThrow(() -> new HeadMissing(origin));
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!isDue(head.lastTime(), now) || today.equals(recorded.get(origin))) {
            return false;
        }
        outbox.record(
                origin.tenant(),
                List.of(catalogue.event(
                        DerivedId.of(origin.text(), "ledger.heartbeat", today.toString()),
                        now,
                        "ledger.heartbeat",
                        ACTOR,
                        Client.NONE,
                        new Resource("ledger", origin.text(), null),
                        Json.obj().put("size", head.size()).build(),
                        "")));
        recorded.put(origin, today);
        return true;
    }

    private static boolean isDue(Instant last, Instant now) {
        boolean isOfToday =
                !LocalDate.ofInstant(last, ZoneOffset.UTC).isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
        boolean isLastHour = !LocalTime.ofInstant(now, ZoneOffset.UTC).isBefore(LAST_HOUR);
        return !isOfToday && (isLastHour || !last.plus(LONGEST_SILENCE).isAfter(now));
    }
}
