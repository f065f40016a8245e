package io.certtrail.domain.ids;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids of events that come together without ids of their own: the ids of a run share all but their last byte, which counts
 * from 0. UUIDs of version 8 (RFC 9562 §5.8) in the layout of version 7 (§5.7): 48 bits of Unix milliseconds, the mark
 * {@code c75} in the 12 bits after the version, 54 random bits, 8 bits of the count. So one look-up says of a whole run
 * whether it is in the chain (docs/decisions/runs.md).
 *
 * <p>No caller may use such an id: a run comes from nowhere but its own item of the outbox. The time is one of the 34
 * years from 2026 on, so that of the ids of version 8 that others make by hashing one in a million is taken for one.
 *
 * <p>The runs of one source strictly increase, as those of {@link UuidV7} do. Safe for use by several threads if the
 * random generator is, or is used by this source alone.
 */
public final class RunIds {
    /** Most ids of a run. */
    public static final int MOST = 256;

    private static final long VERSION_AND_MARK = 0x8C75L;
    private static final long LOW_16 = 0xFFFFL;
    private static final int MILLIS_SHIFT = 16;
    private static final int INDEX_BITS = 8;
    private static final long INDEX_MASK = MOST - 1;
    private static final long RANDOM_MASK = (1L << 54) - 1;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int VARIANT_10 = 2;
    private static final long FIRST_MILLIS =
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int SPAN_BITS = 40;

    private final Clock clock;
    private final RandomGenerator random;
    private long millis = -1;
    private long bits;

    public RunIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The first id of a new run; the others are {@link #at}. */
    public synchronized UUID next() {
        long now = Math.max(clock.millis(), FIRST_MILLIS);
        if (now > millis) {
            start(now);
        } else {
            step();
        }
        return new UUID(millis << MILLIS_SHIFT | VERSION_AND_MARK, VARIANT | bits << INDEX_BITS);
    }

    private void start(long now) {
        millis = now;
        bits = random.nextLong() & RANDOM_MASK;
    }

    private void step() {
        long next = bits + 1 + (random.nextLong() & 0xFFFF_FFFFL);
        if (next > RANDOM_MASK) {
            start(millis + 1);
        } else {
            bits = next;
        }
    }

    /** Whether an id is of this form, and so no caller's. */
    public static boolean isOne(UUID id) {
        long high = id.getMostSignificantBits();
        return (high & LOW_16) == VERSION_AND_MARK
                && id.variant() == VARIANT_10
                && ((high >>> MILLIS_SHIFT) - FIRST_MILLIS) >>> SPAN_BITS == 0;
    }

    /** Whether an id goes on with a run: it is of one, and not its first. */
    public static boolean goesOn(UUID id) {
        return index(id) > 0;
    }

    /** The first id of an id's run; an id of no run stands for itself. */
    public static UUID first(UUID id) {
        return goesOn(id) ? new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~INDEX_MASK) : id;
    }

    /** An id's place in its run, from 0; 0 for one of no run. */
    public static int index(UUID id) {
        return isOne(id) ? (int) (id.getLeastSignificantBits() & INDEX_MASK) : 0;
    }

    /**
     * An id of a run.
     *
     * @param first as {@link #next} made it
     * @param index from 0, less than {@link #MOST}
     */
    public static UUID at(UUID first, int index) {
        if (!isOne(first) || goesOn(first) || index < 0 || index >= MOST) {
            throw new IllegalArgumentException("expected the first id of a run and a place below %d, found %s and %d"
                    .formatted(MOST, first, index));
        }
        return new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() | index);
    }
}
