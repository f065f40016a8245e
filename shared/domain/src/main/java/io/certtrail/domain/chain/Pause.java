package io.certtrail.domain.chain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How a writer that lost a race waits before it begins again: a random time. */
@FunctionalInterface
public interface Pause {
    void upTo(Duration most);

    /** Sleeps. */
    static Pause sleeping(RandomGenerator random) {
        return most -> {
            try {
                Thread.sleep(Duration.ofNanos(random.nextLong(Math.max(1, most.toNanos()))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a turn", e);
            }
        };
    }
}
