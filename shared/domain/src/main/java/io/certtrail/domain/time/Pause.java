package io.certtrail.domain.time;

import java.time.Duration;

/** Lets time go by. */
@FunctionalInterface
public interface Pause {
    /** Of this thread. */
    Pause SLEEP = duration -> {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    };

    void of(Duration duration);
}
