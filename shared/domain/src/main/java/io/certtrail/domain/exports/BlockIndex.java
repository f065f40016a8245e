package io.certtrail.domain.exports;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the block of a place in the chain. Blocks are numbered without a gap but hold 1 to 256 entries, so it searches,
 * and remembers where the blocks it saw begin: each search starts from the ones before. For one thread.
 */
final class BlockIndex {
    /** Blocks kept: the search for a range asks for neighbours again and again. */
    private static final int KEPT = 4;

    private final ChainReader chain;
    private final Origin origin;
    private final long lastN;
    private final NavigableMap<Long, Long> numberByFirstSeq = new TreeMap<>();
    private final Map<Long, Block> kept = new LinkedHashMap<>(KEPT * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Block> eldest) {
            return size() > KEPT;
        }
    };

    /** @param lastN the number of a block that all places asked for lie in or before */
    BlockIndex(ChainReader chain, Origin origin, long lastN) {
        this.chain = chain;
        this.origin = origin;
        this.lastN = lastN;
    }

    /**
     * The entry at a place of the chain.
     *
     * @throws MissingBlock if its block is gone
     */
    LoggedEntry entry(long seq) {
        Block block = holding(seq);
        return block.entries().get(Math.toIntExact(seq - block.firstSeq()));
    }

    /** The block that holds a place of the chain. */
    Block holding(long seq) {
        long low = floor(seq);
        long high = ceiling(seq);
        while (true) {
            if (low > high) {
                throw new IllegalStateException("no block of %s holds entry %d".formatted(origin.text(), seq));
            }
            Block block = block((low + high) >>> 1);
            if (seq < block.firstSeq()) {
                high = block.n() - 1;
            } else if (seq >= block.firstSeq() + block.entries().size()) {
                low = block.n() + 1;
            } else {
                return block;
            }
        }
    }

    private long floor(long seq) {
        Map.@Nullable Entry<Long, Long> before = numberByFirstSeq.floorEntry(seq);
        return before == null ? 0 : before.getValue();
    }

    private long ceiling(long seq) {
        Map.@Nullable Entry<Long, Long> after = numberByFirstSeq.higherEntry(seq);
        return after == null ? lastN : after.getValue() - 1;
    }

    private Block block(long n) {
        Block known = kept.get(n);
        if (known != null) {
            return known;
        }
        Block block = chain.block(origin, n).orElseThrow(() -> new MissingBlock(origin, n));
        numberByFirstSeq.put(block.firstSeq(), n);
        kept.put(n, block);
        return block;
    }
}
