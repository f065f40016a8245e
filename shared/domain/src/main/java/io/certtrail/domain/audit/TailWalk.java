package io.certtrail.domain.audit;

import io.certtrail.domain.chain.BlockSeek;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks through the blocks of a chain that are not sealed, newest or oldest entry first. Not thread-safe. */
final class TailWalk {
    /** Blocks read at once; each takes some megabytes of memory at most. */
    private static final int MAX_BATCH = 8;

    private final ChainReader chain;
    private final Head head;
    private final BlockWalk walk;
    private final Looked looked;
    private final Clock clock;

    TailWalk(ChainReader chain, Head head, BlockWalk walk, Looked looked, Clock clock) {
        this.chain = chain;
        this.head = head;
        this.walk = walk;
        this.looked = looked;
        this.clock = clock;
    }

    /** How a walk ended. */
    enum End {
        /** At an end of what is walked here. */
        AT_BORDER,
        /** There is room for no more, or no budget. */
        STOPPED,
        /** At the end of the range of time that was asked, or of what is kept. */
        NOTHING_LEFT
    }

    /**
     * Where it came to.
     *
     * @param at the next place
     */
    record Result(Position at, End end) {}

    Result from(Position start) {
        Position at = start.n() < 0 ? located(start.seq()).orElse(null) : start;
        if (at == null) {
            looked.isIncomplete();
            return new Result(start, End.NOTHING_LEFT);
        }
        int batch = 1;
        while (walk.isInside(at.seq(), head.size())) {
            if (walk.isSpent(clock.instant())) {
                looked.isIncomplete();
                return new Result(at, End.STOPPED);
            }
            List<Block> blocks = read(at.n(), batch);
            if (blocks.isEmpty()) {
                looked.isIncomplete();
                return new Result(at, End.NOTHING_LEFT);
            }
            for (Block block : blocks) {
                if (block.n() != at.n()) {
                    looked.isIncomplete();
                    return new Result(at, End.NOTHING_LEFT);
                }
                at = walk.through(block, at);
                if (walk.isDone()) {
                    return new Result(at, walk.isAtEnd() ? End.NOTHING_LEFT : End.STOPPED);
                }
                if (!walk.isInside(at.seq(), head.size())) {
                    return new Result(at, End.AT_BORDER);
                }
            }
            batch = Math.min(2 * batch, MAX_BATCH);
        }
        return new Result(at, End.AT_BORDER);
    }

    private Optional<Position> located(long seq) {
        return seq >= head.size()
                ? Optional.of(new Position(seq, head.n() + 1))
                : new BlockSeek(chain, head).blockOf(seq).map(block -> new Position(seq, block.n()));
    }

    /** Up to {@code count} blocks from the {@code n}th on, in the order of the walk. */
    private List<Block> read(long n, int count) {
        return walk.isForward()
                ? chain.blocks(head.origin(), n, Math.min(head.n() + 1, n + count))
                : chain.blocks(head.origin(), Math.max(0, n - count + 1), n + 1).reversed();
    }

    /** The oldest place that can be of a range of time; nothing if none is. Time never decreases in a chain. */
    Optional<Position> oldest(@Nullable Instant from, long floor) {
        if (floor > 0) {
            return Optional.of(new Position(floor, -1));
        }
        if (from == null && chain.block(head.origin(), 0).isPresent()) {
            return Optional.of(new Position(0, 0));
        }
        Optional<Block> first =
                firstBlock(block -> from == null || !last(block).entry().time().isBefore(from));
        boolean mayHaveBegunEarlier = first.filter(block -> block.n() > 0
                        && chain.block(head.origin(), block.n() - 1).isEmpty())
                .isPresent();
        if (mayHaveBegunEarlier) {
            looked.isIncomplete();
        }
        return first.map(block -> new Position(block.firstSeq(), block.n()));
    }

    /** The newest place that can be of a range of time. */
    Position newest(@Nullable Instant to) {
        Optional<Block> after = to == null
                ? Optional.empty()
                : firstBlock(block -> !block.entries().getFirst().entry().time().isBefore(to));
        return after.map(block -> new Position(block.firstSeq() - 1, block.n() - 1))
                .orElseGet(() -> new Position(head.size() - 1, head.n()));
    }

    /** The first block with a property that all later ones have as well; a block that is kept no longer has it not. */
    private Optional<Block> firstBlock(Predicate<Block> property) {
        long low = 0;
        long high = head.n() + 1;
        Block found = null;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Block> block = chain.block(head.origin(), middle).filter(property);
            if (block.isPresent()) {
                found = block.get();
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Optional.ofNullable(found);
    }

    private static LoggedEntry last(Block block) {
        return block.entries().getLast();
    }
}
