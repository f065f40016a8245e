package io.certtrail.domain.retention;

import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.PrunedMark;
import io.certtrail.domain.segments.PrunedMarks;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * From when on the contents of a chain are shown: what is set now says so, and what was dropped under an earlier setting.
 * How far that was is remembered for some seconds. Safe for use by many threads.
 */
public final class KeptFrom implements Function<Origin, Instant> {
    private static final Duration MAX_AGE = Duration.ofSeconds(10);
    private static final int MAX_CHAINS = 1_000;

    private final Retentions retentions;
    private final PrunedMarks marks;
    private final Clock clock;
    private final Map<Origin, Known> known = new ConcurrentHashMap<>();

    public KeptFrom(Retentions retentions, ArchiveStore archive, Clock clock) {
        this.retentions = retentions;
        this.marks = new PrunedMarks(archive);
        this.clock = clock;
    }

    private record Known(Instant prunedTo, Instant at) {}

    /** What was recorded before this is not shown, whether it is dropped already or not. */
    @Override
    public Instant apply(Origin origin) {
        Instant byRetention = retentions.keptFrom(origin.tenant(), clock);
        Instant prunedTo = prunedTo(origin);
        return prunedTo.isAfter(byRetention) ? prunedTo : byRetention;
    }

    private Instant prunedTo(Origin origin) {
        Instant now = clock.instant();
        Known before = known.get(origin);
        if (before != null && now.isBefore(before.at().plus(MAX_AGE))) {
            return before.prunedTo();
        }
        Instant prunedTo = marks.of(origin).map(PrunedMark::keptFrom).orElse(Instant.MIN);
        if (known.size() >= MAX_CHAINS) {
            known.clear();
        }
        known.put(origin, new Known(prunedTo, now));
        return prunedTo;
    }
}
