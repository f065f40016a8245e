package io.certtrail.search.store;

import io.certtrail.domain.segments.DerivedObjects.Name;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which segments a chain has and which indexes they have, remembered for a while. Two requests for each 1,000 of them. Safe
 * for use by many threads.
 */
public final class Catalogue {
    private static final int MAX_CHAINS = 256;

    private final Segments segments;
    private final IndexShelf shelf;
    private final Duration maxAge;
    private final Clock clock;
    private final LinkedHashMap<Origin, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    /** @param maxAge how long something is remembered */
    public Catalogue(Segments segments, IndexShelf shelf, Duration maxAge, Clock clock) {
        this.segments = segments;
        this.shelf = shelf;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /**
     * What was known at some time.
     *
     * @param segments oldest first
     */
    public record Known(List<Segment> segments, Cover cover, Instant at) {
        public Known {
            segments = List.copyOf(segments);
        }
    }

    /** What is known of a chain. */
    public Known of(Origin origin) {
        Instant now = clock.instant();
        synchronized (known) {
            @Nullable Known before = known.get(origin);
            if (before != null && now.isBefore(before.at().plus(maxAge))) {
                return before;
            }
        }
        Set<Name> names = shelf.names(origin);
        List<Segment> all = segments.all(origin);
        Known fresh = new Known(all, Cover.of(all, names), now);
        synchronized (known) {
            known.put(origin, fresh);
            if (known.size() > MAX_CHAINS) {
                Map.Entry<Origin, Known> _ = known.pollFirstEntry();
            }
        }
        return fresh;
    }

    /** Forgets what is known of a chain: it is looked up when it is asked for again. */
    public void forget(Origin origin) {
        synchronized (known) {
            Known _ = known.remove(origin);
        }
    }

    /** Whether a segment is there no longer: it was dropped, with all that are older. One request for each 1,000. */
    public boolean isGone(Segment segment) {
        List<Segment> now = segments.all(segment.origin());
        return now.isEmpty() || now.getFirst().fromSeq() > segment.fromSeq();
    }
}
