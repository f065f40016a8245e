package io.certtrail.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A half-open range of time, open on a side that is null.
 *
 * @param from the first instant in it
 * @param to the first instant after it
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {
    /** All of time. */
    public static final TimeRange ALL = new TimeRange(null, null);

    public TimeRange {
        if (from != null && to != null && from.isAfter(to)) {
            throw new IllegalArgumentException("a range begins before it ends, found %s to %s".formatted(from, to));
        }
    }

    public boolean contains(Instant time) {
        return !isBefore(time) && !isAfter(time);
    }

    /** Whether the time lies before the range. */
    boolean isBefore(Instant time) {
        return from != null && time.isBefore(from);
    }

    /** Whether the time lies after the range. */
    boolean isAfter(Instant time) {
        return to != null && !time.isBefore(to);
    }
}
