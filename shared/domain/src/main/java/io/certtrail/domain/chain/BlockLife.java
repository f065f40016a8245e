package io.certtrail.domain.chain;

import io.certtrail.ledger.block.Block;
import java.time.Duration;
import java.time.Instant;

/**
 * How long the store keeps a block, from its time on; then it drops it, some days late and in any order. It is said when the
 * block is inserted, since nothing touches one later. By its end the block is sealed, and its segment is the copy that
 * counts: so it lasts longer by far than it takes to notice that sealing has stopped, and to mend it.
 *
 * @param days {@value #LEAST_DAYS} to {@value #MOST_DAYS}
 */
public record BlockLife(int days) {
    /** ledger.md §3 says 30 days; a block is never gone on the day that a reader of that counts as the last. */
    public static final int LEAST_DAYS = 31;

    /** Longer than the longest retention. */
    public static final int MOST_DAYS = 400;

    /** As long as point-in-time recovery reaches back: so a restored table is missing none that was there. */
    public static final BlockLife USUAL = new BlockLife(35);

    /**
     * A life.
     *
     * @throws IllegalArgumentException if it has too few or too many days
     */
    public BlockLife {
        if (days < LEAST_DAYS || days > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "blocks are kept %d to %d days, found %d".formatted(LEAST_DAYS, MOST_DAYS, days));
        }
    }

    /** When a block may be dropped. */
    public Instant end(Block block) {
        return block.lastTime().plus(Duration.ofDays(days));
    }
}
