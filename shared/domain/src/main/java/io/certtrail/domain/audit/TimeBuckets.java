package io.certtrail.domain.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Stretches of time one after the other, in which entries are counted. Immutable. */
public final class TimeBuckets {
    private final long[] bounds;

    /**
     * Buckets between some times.
     *
     * @param bounds two or more, each later than the one before, whole milliseconds: the first bucket's beginning, ..., the last
     *     one's end
     */
    public TimeBuckets(List<Instant> bounds) {
        this.bounds = bounds.stream().mapToLong(Instant::toEpochMilli).toArray();
        for (int i = 1; i < this.bounds.length; i++) {
            if (this.bounds[i] <= this.bounds[i - 1]) {
                throw new IllegalArgumentException(
                        "a bucket ends after it begins, found " + bounds.subList(i - 1, i + 1));
            }
        }
        if (this.bounds.length < 2) {
            throw new IllegalArgumentException("expected one bucket or more, found bounds " + bounds);
        }
    }

    public int count() {
        return bounds.length - 1;
    }

    /** When a bucket begins. */
    public Instant start(int bucket) {
        return Instant.ofEpochMilli(bounds[bucket]);
    }

    /** When a bucket ends: the first time that is not in it. */
    public Instant end(int bucket) {
        return Instant.ofEpochMilli(bounds[bucket + 1]);
    }

    /**
     * The bucket of a time, negative if it is in none.
     *
     * @param millis since 1970
     */
    public int of(long millis) {
        int at = Arrays.binarySearch(bounds, millis);
        int bucket = at >= 0 ? at : -at - 2;
        return bucket < count() ? bucket : -1;
    }
}
