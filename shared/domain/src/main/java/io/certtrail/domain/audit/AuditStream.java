package io.certtrail.domain.audit;

import io.certtrail.domain.chain.BlockSeek;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Hands a chain on in its own order, a stretch at a time, to whoever remembers how far it came. A position is an
 * entry's {@code seq}, which never changes: so a reader that goes on after the last one it has misses nothing and sees
 * nothing twice, whatever is recorded meanwhile. It is read from the chain's blocks, and from its sealed segments where
 * these are kept no longer. What is kept nowhere is refused, never skipped. Safe for use by
 * several threads.
 */
public final class AuditStream {
    /** Blocks read at once; each takes some megabytes of memory at most. */
    private static final int MAX_BATCH = 8;

    private static final String AFTER = "/after";

    private final ChainReader chain;
    private final Segments segments;
    private final SearchBudget budget;
    private final Clock clock;

    /** @param budget its bytes are of the records as the API writes them; a page holds one, however large */
    public AuditStream(ChainReader chain, Segments segments, SearchBudget budget, Clock clock) {
        this.chain = chain;
        this.segments = segments;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * The entries that follow a position.
     *
     * @param after the {@code seq} of the last entry that the reader has; empty to begin with the oldest one that is kept
     * @param limit most entries of it, 1 or more
     * @param form how an entry is written
     * @throws SegmentFault if what follows the position is kept in a segment alone, and that is not as it was sealed
     * @throws Refusal if the position is none of this chain, what follows it is kept no longer, or the chain is not there
     */
    public StreamPage read(Origin origin, OptionalLong after, int limit, Function<? super LoggedEntry, Json.Obj> form) {
        Head head = chain.head(origin)
                .orElseThrow(() -> Refusal.of(Code.UNAVAILABLE, "the ledger " + origin.text() + " is not open"));
        after.ifPresent(position -> requireInside(position, head));
        BlockSeek seek = new BlockSeek(chain, head);
        StreamWalk walk = new StreamWalk(limit, budget, clock.instant().plus(budget.time()), form);
        long start = after.orElseGet(() -> oldest(head, seek)
                        .orElseThrow(() -> Refusal.of(
                                Code.GONE, "no entry of " + head.origin().text() + " is kept here any more"))
                - 1);
        long position = start;
        while (position < head.size() - 1 && !walk.isStopped()) {
            long next = position + 1;
            Optional<Block> block = seek.blockOf(next);
            List<Segment> sealed = block.isPresent() ? List.of() : sealedFrom(head.origin(), next);
            if (block.isPresent()) {
                position = throughBlocks(walk, head, position, block.get());
            } else if (!sealed.isEmpty()) {
                position = throughSegments(walk, position, sealed);
            } else if (position > start) {
                walk.stopEarly();
            } else {
                throw gone(seek, head, position);
            }
        }
        return walk.page(head, position);
    }

    /** The first entry that is kept: what is sealed goes as far back as anything. Empty if none is kept. */
    private OptionalLong oldest(Head head, BlockSeek seek) {
        if (chain.block(head.origin(), 0).isPresent()) {
            return OptionalLong.of(0);
        }
        List<Segment> sealed = segments.all(head.origin());
        if (!sealed.isEmpty()) {
            return OptionalLong.of(sealed.getFirst().fromSeq());
        }
        Optional<Block> block = seek.oldest();
        return block.isPresent() ? OptionalLong.of(block.get().firstSeq()) : OptionalLong.empty();
    }

    /** The segments from the one that holds an entry on; none if none does. */
    private List<Segment> sealedFrom(Origin origin, long next) {
        List<Segment> sealed = segments.from(origin, next);
        return sealed.isEmpty() || !sealed.getFirst().holds(next) ? List.of() : sealed;
    }

    private static void requireInside(long after, Head head) {
        if (after < 0 || after >= head.size()) {
            throw Refusal.at(
                    Code.INVALID_PARAMETER,
                    AFTER,
                    "expected a position of %s, which are 0 to %d, found %d; if it was one, the ledger was restored: begin again without a position"
                            .formatted(head.origin().text(), head.size() - 1, after));
        }
    }

    /** Of what is kept, all is there: what is not, and is not before it, was lost. */
    private Refusal gone(BlockSeek seek, Head head, long after) {
        OptionalLong oldest = oldest(head, seek);
        if (oldest.isPresent() && oldest.getAsLong() <= after + 1) {
            throw new ChainBroken(
                    head.origin(),
                    "the block that holds entry %d is missing, and no sealed segment holds it".formatted(after + 1));
        }
        String kept = oldest.isPresent()
                ? "the oldest one that is kept is %d: note the gap and go on after %d"
                        .formatted(oldest.getAsLong(), oldest.getAsLong() - 1)
                : "none is kept here any more";
        return Refusal.at(Code.GONE, AFTER, "entry %d is kept here no longer; %s".formatted(after + 1, kept));
    }

    /** Walks from the entry after a position, which the first segment holds, to the end of what is sealed or the page. */
    private long throughSegments(StreamWalk walk, long after, List<Segment> sealed) {
        long[] position = {after};
        for (Segment segment : sealed) {
            if (!walk.isStopped()) {
                segments.read(segments.manifest(segment), position[0] + 1, (chunk, entries) -> {
                    if (walk.isSpent(clock.instant())) {
                        walk.stopEarly();
                    } else {
                        position[0] = walk.through(entries, position[0]);
                    }
                    return !walk.isStopped();
                });
            }
        }
        return position[0];
    }

    /** Walks from the entry after a position, which the first block holds, until the page is done or a block is not there. */
    private long throughBlocks(StreamWalk walk, Head head, long after, Block first) {
        long position = walk.through(first, after);
        long n = first.n() + 1;
        int batch = 1;
        while (n <= head.n() && !walk.isFull()) {
            if (walk.isSpent(clock.instant())) {
                walk.stopEarly();
                break;
            }
            List<Block> blocks = chain.blocks(head.origin(), n, Math.min(head.n() + 1, n + batch));
            long end = n + batch;
            for (Block block : blocks) {
                if (block.n() == n && !walk.isFull()) {
                    position = walk.through(block, position);
                    n++;
                }
            }
            if (n < Math.min(head.n() + 1, end)) {
                break;
            }
            batch = Math.min(2 * batch, MAX_BATCH);
        }
        return position;
    }
}
