package io.certtrail.domain.wake;

import java.time.Duration;

/**
 * Wakes the workers of a tenant. A wake-up carries nothing that matters: late, twice, out of order or to several at
 * once, it changes nothing. Durable when a method returns, if nothing is thrown.
 */
public interface Wakes {
    /** The longest delay that is kept (SQS, DelaySeconds). */
    Duration MAX_DELAY = Duration.ofMinutes(15);

    /** Wakes the sequencer after a while: whole seconds, rounded up, at most {@link #MAX_DELAY}. */
    void sequencer(String tenant, Duration delay);

    /** Wakes the publisher after a while, likewise. */
    void publisher(String tenant, Duration delay);

    /** Wakes the publisher to sign at once, whatever its budget says, unless a signed head covers {@code size}. */
    void publisherToCover(String tenant, long size);

    void dispatcher(String tenant);
}
