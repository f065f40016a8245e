package io.certtrail.domain.contents;

import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Instant;
import java.util.List;

/** Some entries of a chain in a row, as they are kept together. */
public sealed interface Stretch {
    /** The place after the last one. */
    long toSeq();

    /** A block. */
    record OfBlock(Block block) implements Stretch {
        @Override
        public long toSeq() {
            return block.endSeq();
        }
    }

    /**
     * A part of a sealed segment, of which the block is gone.
     *
     * @param entries one or more
     * @param lastBlock the number of a block that is not before the one of the last entry
     */
    record OfSegment(List<LoggedEntry> entries, long lastBlock) implements Stretch {
        public OfSegment {
            entries = List.copyOf(entries);
        }

        @Override
        public long toSeq() {
            return entries.getLast().seq() + 1;
        }
    }

    /**
     * Entries whose contents have expired.
     *
     * @param lastTime when the last one was recorded
     */
    record Expired(long toSeq, Instant lastTime) implements Stretch {}
}
