package io.certtrail.domain.audit;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches a chain by reading its blocks, newest or oldest first, within a budget. A cursor is a place in the chain,
 * which only grows at its end: so no page misses or repeats an entry, whatever is recorded between two of them. Safe
 * for use by several threads.
 */
public final class AuditSearch {
    /** Blocks read at once; each takes some megabytes of memory at most. */
    private static final int MAX_BATCH = 8;

    private final ChainReader chain;
    private final Cursors cursors;
    private final SearchBudget budget;
    private final Clock clock;

    public AuditSearch(ChainReader chain, Cursors cursors, SearchBudget budget, Clock clock) {
        this.chain = chain;
        this.cursors = cursors;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * One page.
     *
     * @param limit most entries of it, 1 or more
     * @param cursor {@link AuditPage#nextCursor} of the page before, or null for the first
     * @throws Refusal if the cursor is not one of this search, or the chain is not there
     */
    public AuditPage search(Origin origin, AuditQuery query, int limit, @Nullable String cursor) {
        Position asked = cursor == null ? null : cursors.open(origin, query, cursor);
        Head head = chain.head(origin)
                .orElseThrow(() -> Refusal.of(Code.UNAVAILABLE, "the ledger " + origin.text() + " is not open"));
        BlockWalk walk = new BlockWalk(query, limit, budget, clock.instant().plus(budget.time()));
        Optional<Position> next = Optional.ofNullable(asked).or(() -> start(walk, head, query));
        Optional<Position> rest = next.flatMap(start -> walk(walk, head, start));
        return walk.page(
                rest.map(position -> cursors.seal(origin, query, position)).orElse(null), head.lastTime());
    }

    /** Walks until the page is done; gives where to go on, or nothing at the end of what was asked. */
    private Optional<Position> walk(BlockWalk walk, Head head, Position start) {
        Position at = start;
        int batch = 1;
        while (isInside(at, head)) {
            if (walk.isSpent(clock.instant())) {
                return Optional.of(walk.stopEarly(at));
            }
            List<Block> blocks = read(head, at.n(), batch, walk.isForward());
            if (blocks.isEmpty()) {
                return walk.endOfWhatIsKept();
            }
            for (Block block : blocks) {
                if (block.n() != at.n()) {
                    return walk.endOfWhatIsKept();
                }
                at = walk.through(block, at);
                if (walk.isDone()) {
                    return walk.isAtEnd() || !isInside(at, head) ? Optional.empty() : Optional.of(at);
                }
            }
            batch = Math.min(2 * batch, MAX_BATCH);
        }
        return Optional.empty();
    }

    private static boolean isInside(Position at, Head head) {
        return at.seq() >= 0 && at.seq() < head.size();
    }

    /** Up to {@code count} blocks from the {@code n}th on, in the order of the walk. */
    private List<Block> read(Head head, long n, int count, boolean forward) {
        return forward
                ? chain.blocks(head.origin(), n, Math.min(head.n() + 1, n + count))
                : chain.blocks(head.origin(), Math.max(0, n - count + 1), n + 1).reversed();
    }

    /** Where the range of time that was asked begins, in the direction of the walk; time never decreases in a chain. */
    private Optional<Position> start(BlockWalk walk, Head head, AuditQuery query) {
        return walk.isForward()
                ? oldest(walk, head, query.time().from())
                : newest(head, query.time().to());
    }

    private Optional<Position> oldest(BlockWalk walk, Head head, @Nullable Instant from) {
        if (from == null && chain.block(head.origin(), 0).isPresent()) {
            return Optional.of(new Position(0, 0));
        }
        Optional<Block> first = firstBlock(
                head, block -> from == null || !last(block).entry().time().isBefore(from));
        boolean mayHaveBegunEarlier = first.filter(block -> block.n() > 0
                        && chain.block(head.origin(), block.n() - 1).isEmpty())
                .isPresent();
        if (mayHaveBegunEarlier) {
            walk.missesWhatIsKeptNoLonger();
        }
        return first.map(block -> new Position(block.firstSeq(), block.n()));
    }

    private Optional<Position> newest(Head head, @Nullable Instant to) {
        Optional<Block> after = to == null
                ? Optional.empty()
                : firstBlock(
                        head,
                        block -> !block.entries().getFirst().entry().time().isBefore(to));
        return Optional.of(after.map(block -> new Position(block.firstSeq() - 1, block.n() - 1))
                .orElseGet(() -> new Position(head.size() - 1, head.n())));
    }

    /** The first block with a property that all later ones have as well; a block that is kept no longer has it not. */
    private Optional<Block> firstBlock(Head head, Predicate<Block> property) {
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
