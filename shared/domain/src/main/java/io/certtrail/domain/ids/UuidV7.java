package io.certtrail.domain.ids;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits.
 *
 * <p>Those of one source strictly increase, as unsigned 128-bit numbers and so as text: within a millisecond, and while
 * the clock stands still or runs back, the random bits grow by a random step (§6.2, method 2). Should they overflow,
 * the time part runs a millisecond ahead of the clock.
 *
 * <p>Safe for use by several threads if the random generator is, or is used by this source alone.
 */
public final class UuidV7 implements IdSource {
    private static final int RANDOM_HIGH_BITS = 12;
    private static final int RANDOM_LOW_BITS = 62;
    private static final long HIGH_MASK = (1L << RANDOM_HIGH_BITS) - 1;
    private static final long LOW_MASK = (1L << RANDOM_LOW_BITS) - 1;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RandomGenerator random;
    private long millis = -1;
    private long high;
    private long low;

    public UuidV7(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized UUID next() {
        long now = clock.millis();
        if (now > millis) {
            startMillisecond(now);
        } else {
            step();
        }
        return new UUID(millis << 16 | VERSION_7 | high, VARIANT | low);
    }

    private void startMillisecond(long now) {
        millis = now;
        high = random.nextLong() & HIGH_MASK;
        low = random.nextLong() & LOW_MASK;
    }

    private void step() {
        long next = low + 1 + (random.nextLong() & 0xFFFF_FFFFL);
        low = next & LOW_MASK;
        if (next > LOW_MASK) {
            high++;
        }
        if (high > HIGH_MASK) {
            startMillisecond(millis + 1);
        }
    }
}
