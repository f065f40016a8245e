package io.certtrail.domain.chain;

import io.certtrail.ledger.block.Block;
import java.util.Optional;

/** Finds blocks of one chain as it stood at a head. Not thread-safe. */
public final class BlockSeek {
    private final ChainReader chain;
    private final Head head;

    public BlockSeek(ChainReader chain, Head head) {
        this.chain = chain;
        this.head = head;
    }

    /**
     * The block that holds an entry; empty if it is kept no longer. Every block holds one entry at least, so near the
     * end few can be the one; further back it is guessed from where the entry lies between two known ones, and every
     * other time halfway, so that the reads are at most twice the logarithm of the blocks.
     *
     * @param seq from 0 to one less than the head's size
     */
    public Optional<Block> blockOf(long seq) {
        long low = Math.max(0, head.n() - (head.size() - 1 - seq));
        long high = Math.min(head.n(), seq);
        long lowSeq = low;
        long endSeq = Math.max(head.size() - (head.n() - high), seq + 1);
        boolean guess = true;
        while (low <= high) {
            double share = guess ? (double) (seq - lowSeq) / Math.max(1, endSeq - lowSeq) : 0.5;
            long n = Math.clamp(low + (long) (share * (high - low + 1)), low, high);
            Block block = chain.block(head.origin(), n).orElse(null);
            if (block == null) {
                low = n + 1;
            } else if (seq < block.firstSeq()) {
                high = n - 1;
                endSeq = block.firstSeq();
            } else if (seq >= block.endSeq()) {
                low = n + 1;
                lowSeq = block.endSeq();
            } else {
                return Optional.of(block);
            }
            guess = !guess;
        }
        return Optional.empty();
    }

    /** The oldest block that is kept: the first, or the one after those that are kept no longer. */
    public Optional<Block> oldest() {
        Block found = chain.block(head.origin(), 0).orElse(null);
        long low = 1;
        long high = found == null ? head.n() + 1 : 0;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Block block = chain.block(head.origin(), middle).orElse(null);
            if (block == null) {
                low = middle + 1;
            } else {
                found = block;
                high = middle;
            }
        }
        return Optional.ofNullable(found);
    }
}
