package io.certtrail.domain.wake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How much time is left to work. Whoever works looks at it between two steps, and stops while there is still some. */
@FunctionalInterface
public interface Deadline {
    /** No deadline: as long as it takes. */
    Deadline NONE = () -> Duration.ofDays(1);

    /** What is left; zero or less when the time is up. */
    Duration left();

    /** Whether there is time for a step of this length. */
    default boolean allows(Duration step) {
        return left().compareTo(step) >= 0;
    }

    static Deadline at(Instant end, Clock clock) {
        return () -> Duration.between(clock.instant(), end);
    }
}
