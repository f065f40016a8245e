package io.certtrail.domain.contents;

import io.certtrail.domain.chain.BlockSeek;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The contents of chains: each entry from its block where that is there, and from its sealed segment where it is not. What
 * has expired is not shown, whether it is dropped already or not. What neither holds, and has not expired, is a fault that
 * names it: an answer is never short. Safe for use by many threads.
 *
 * <p>A block is held by whoever reads it against its hashes, a chunk of a segment against its manifest; who proves
 * something to others (an export, a proof, the canary) holds both against the signed tree.
 */
public final class Contents {
    private final ChainReader chain;
    private final Segments segments;
    private final Function<Origin, Instant> keptFrom;

    /**
     * Contents.
     *
     * @param chain with all blocks that are there, expired or not
     * @param keptFrom what was recorded before this has expired
     */
    public Contents(ChainReader chain, ArchiveStore archive, Function<Origin, Instant> keptFrom) {
        this.chain = chain;
        this.segments = new Segments(archive);
        this.keptFrom = keptFrom;
    }

    /** The chain itself: its head, its positions, and the blocks that are there. */
    public ChainReader chain() {
        return chain;
    }

    /** Reads a chain as it stands at a head. */
    public Reading reading(Head head) {
        return new Reading(chain, segments, head, keptFrom.apply(head.origin()));
    }

    /**
     * Entries by their ids, of which the positions are known; those that have expired are left out.
     *
     * @throws ChainBroken if another entry stands at a position, or a block is gone and no segment holds the entry
     * @throws SegmentFault if a block is gone, and the segment is not as it was sealed
     */
    public Map<UUID, LoggedEntry> at(Origin origin, Map<UUID, Position> positions) {
        Instant from = keptFrom.apply(origin);
        SealedSide sealed = new SealedSide(segments, origin);
        Map<Long, Optional<Block>> blocks = new HashMap<>();
        Map<UUID, LoggedEntry> found = new HashMap<>();
        positions.forEach((id, position) -> {
            Optional<Block> block = blocks.computeIfAbsent(position.n(), n -> chain.block(origin, n));
            Optional<LoggedEntry> logged =
                    block.isPresent() ? in(block.get(), position.seq()) : inSegment(sealed, origin, position, from);
            boolean isIt = logged.filter(entry -> entry.entry().id().equals(id)).isPresent();
            if (!isIt && (logged.isPresent() || block.isPresent())) {
                throw new ChainBroken(
                        origin,
                        "the id item of %s says entry %d of block %d, which is another"
                                .formatted(id, position.seq(), position.n()));
            }
            logged.filter(entry -> !entry.entry().time().isBefore(from)).ifPresent(entry -> found.put(id, entry));
        });
        return found;
    }

    private static Optional<LoggedEntry> in(Block block, long seq) {
        return block.entries().stream().filter(logged -> logged.seq() == seq).findFirst();
    }

    private static Optional<LoggedEntry> inSegment(SealedSide sealed, Origin origin, Position position, Instant from) {
        Segment segment = sealed.holding(position.seq())
                .orElseThrow(() -> new ChainBroken(
                        origin,
                        "block %d, which is to hold entry %d, is not there, and no sealed segment holds that"
                                .formatted(position.n(), position.seq())));
        if (segment.lastTime().isBefore(from)) {
            return Optional.empty();
        }
        List<LoggedEntry> chunk = sealed.chunk(segment, position.seq(), 0);
        return Optional.of(
                chunk.get(Math.toIntExact(position.seq() - chunk.getFirst().seq())));
    }

    /** Whether all of an open chain is kept, from its first entry on. */
    public boolean isWhole(Origin origin) {
        Instant from = keptFrom.apply(origin);
        return chain.block(origin, 0)
                .map(Block::firstTime)
                .or(() -> new SealedSide(segments, origin).holding(0).map(Segment::firstTime))
                .filter(begin -> !begin.isBefore(from))
                .isPresent();
    }

    /**
     * When the oldest entry was recorded that is not sealed; empty if all are. Whatever is not sealed stands in its block
     * alone.
     *
     * @throws ChainBroken if its block is not there
     */
    public Optional<Instant> unsealedSince(Head head) {
        long seq = segments.latest(head.origin()).map(Segment::toSeq).orElse(0L);
        if (seq >= head.size()) {
            return Optional.empty();
        }
        Block block = new BlockSeek(chain, head)
                .blockOf(seq)
                .orElseThrow(() -> new ChainBroken(
                        head.origin(), "entry %d is not sealed, and its block is not there".formatted(seq)));
        return Optional.of(block.firstTime());
    }

    /** The number of the block that holds the last entry that is sealed; -1 if none is. */
    public long lastSealedBlock(Origin origin) {
        return segments.latest(origin)
                .map(latest -> segments.manifest(latest).lastBlock())
                .orElse(-1L);
    }
}
