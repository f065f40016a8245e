package io.certtrail.domain.contents;

import io.certtrail.domain.chain.BlockSeek;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.segments.Manifest;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.export.ProofEdge;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.InclusionProof;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Reads one chain as it stood at a head. Blocks are dropped when their time is up, late and in any order: so a block that
 * is not there says nothing of the others, and is never taken for an end. What no block holds is read from the segment
 * that holds it; what neither holds was lost, and is told of.
 *
 * <p>Who reads in order reads some blocks, or some chunks of a segment, at a time, and keeps no more in memory. Not
 * thread-safe.
 */
public final class Reading {
    /** A block takes up to some megabytes of memory, and a round trip when it is read alone. */
    private static final int BLOCKS_AT_ONCE = 4;

    /** Compressed: some thousand entries, as a rule. */
    private static final int BYTES_AT_ONCE = 1 << 20;

    private static final long UNKNOWN = -1;

    private final ChainReader chain;
    private final Head head;
    private final Origin origin;
    private final Instant keptFrom;
    private final BlockSeek seek;
    private final SealedSide sealed;
    private List<Block> ahead = List.of();

    /** The place that is known to be in block {@code nextBlock} or the one after it, if these are there. */
    private long nextSeq = UNKNOWN;

    private long nextBlock;

    Reading(ChainReader chain, Segments segments, Head head, Instant keptFrom) {
        this.chain = chain;
        this.head = head;
        this.origin = head.origin();
        this.keptFrom = keptFrom;
        this.seek = new BlockSeek(chain, head);
        this.sealed = new SealedSide(segments, origin);
        if (head.size() > 0) {
            nextSeq = 0;
        }
    }

    /**
     * The stretch that holds a place; cheap for the one that follows the stretch before. It may begin before that place.
     *
     * @param seq from 0 to one less than the head's size
     * @throws ChainBroken if neither a block nor a segment holds it, or a block can't be read
     * @throws SegmentFault if no block holds it, and the segment that does is not as it was sealed
     */
    public Stretch from(long seq) {
        requireInside(seq);
        Optional<Block> block = blockOf(seq);
        return block.isPresent() ? taken(block.get()) : sealedFrom(seq, BYTES_AT_ONCE);
    }

    /** For who looks here and there: a segment is found by one list, a block by many reads. */
    private Stretch near(long seq) {
        requireInside(seq);
        Optional<Block> known = held(seq);
        if (known.isPresent()) {
            return taken(known.get());
        }
        try {
            if (sealed.holding(seq).isPresent()) {
                return sealedFrom(seq, 0);
            }
        } catch (SegmentFault e) {
            return taken(seek.blockOf(seq).orElseThrow(() -> e));
        }
        return taken(seek.blockOf(seq).orElseThrow(() -> lost(seq)));
    }

    /**
     * One entry.
     *
     * @throws ContentsExpired if it has expired
     */
    public LoggedEntry at(long seq) {
        return switch (near(seq)) {
            case Stretch.Expired _ -> throw new ContentsExpired(origin, seq);
            case Stretch.OfBlock(Block block) -> in(block.entries(), seq);
            case Stretch.OfSegment part -> in(part.entries(), seq);
        };
    }

    /**
     * When an entry was recorded. Of an expired one a time is told that is its own or that of a later one, expired as
     * well: so that what is kept is told from it.
     */
    public Instant time(long seq) {
        return switch (near(seq)) {
            case Stretch.Expired expired -> expired.lastTime();
            case Stretch.OfBlock(Block block) ->
                in(block.entries(), seq).entry().time();
            case Stretch.OfSegment part -> in(part.entries(), seq).entry().time();
        };
    }

    /**
     * An entry with its time opened, and the proof of its place. The last one of a segment can be so opened for ever: what
     * it takes is in the manifest, since an export of what is kept begins beside one that has expired.
     *
     * @throws ContentsExpired if it has expired, and is not the last one of its segment
     */
    public ProofEdge edge(long seq, long treeSize, HashReader tree) {
        return switch (near(seq)) {
            case Stretch.OfBlock(Block block) -> ProofEdge.of(in(block.entries(), seq), treeSize, tree);
            case Stretch.OfSegment part -> ProofEdge.of(in(part.entries(), seq), treeSize, tree);
            case Stretch.Expired _ -> expiredEdge(seq, treeSize, tree);
        };
    }

    private ProofEdge expiredEdge(long seq, long treeSize, HashReader tree) {
        Optional<ProofEdge> ofManifest = sealed.holding(seq)
                .filter(segment -> segment.toSeq() == seq + 1)
                .map(sealed::manifest)
                .flatMap(manifest -> manifest.lastLeaf()
                        .map(last -> new ProofEdge(
                                seq,
                                last.leaf(),
                                last.opening(manifest.segment()),
                                InclusionProof.make(seq, treeSize, tree))));
        return ofManifest
                .or(() -> seek.blockOf(seq).map(block -> ProofEdge.of(in(block.entries(), seq), treeSize, tree)))
                .orElseThrow(() -> new ContentsExpired(origin, seq));
    }

    /** How a place is called, that could not be read, in what is told of it. */
    public String name(long seq) {
        return seq == nextSeq ? "block " + nextBlock : "entry " + seq;
    }

    /**
     * The first place after one that could not be read from which it may go on: where a block begins that is there, or a
     * segment; the head's size if there is none.
     */
    public long after(long seq) {
        long found = head.size();
        if (seq == nextSeq) {
            for (long n = nextBlock + 1; n <= head.n() && found == head.size(); n += BLOCKS_AT_ONCE) {
                found = readable(n, Math.min(head.n() + 1, n + BLOCKS_AT_ONCE)).stream()
                        .mapToLong(Block::firstSeq)
                        .filter(first -> first > seq)
                        .findFirst()
                        .orElse(found);
            }
        }
        nextSeq = UNKNOWN;
        return Math.min(found, endOfSegment(seq));
    }

    private List<Block> readable(long fromN, long toN) {
        return LongStream.range(fromN, toN)
                .mapToObj(this::readable)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Block> readable(long n) {
        try {
            return chain.block(origin, n);
        } catch (ChainBroken e) {
            return Optional.empty();
        }
    }

    private long endOfSegment(long seq) {
        try {
            return sealed.holding(seq).map(Segment::toSeq).orElse(head.size());
        } catch (SegmentFault e) {
            return head.size();
        }
    }

    private Optional<Block> blockOf(long seq) {
        Optional<Block> known = held(seq);
        if (known.isPresent()) {
            return known;
        }
        if (seq == nextSeq) {
            ahead = ahead(seq);
            return held(seq);
        }
        return sealed.isKnownToHold(seq) ? Optional.empty() : seek.blockOf(seq);
    }

    private Optional<Block> held(long seq) {
        return ahead.stream()
                .filter(block -> block.firstSeq() <= seq && seq < block.endSeq())
                .findFirst();
    }

    /** One that can't be read is no reason not to read the ones before it. */
    private List<Block> ahead(long seq) {
        try {
            return chain.blocks(origin, nextBlock, Math.min(head.n() + 1, nextBlock + BLOCKS_AT_ONCE));
        } catch (ChainBroken e) {
            return chain.block(origin, nextBlock)
                    .filter(block -> seq < block.endSeq())
                    .or(() -> chain.block(origin, nextBlock + 1))
                    .map(List::of)
                    .orElse(List.of());
        }
    }

    private Stretch taken(Block block) {
        if (held(block.firstSeq()).isEmpty()) {
            ahead = List.of(block);
        }
        nextSeq = block.endSeq();
        nextBlock = block.n() + 1;
        return isExpired(block.firstTime())
                ? new Stretch.Expired(block.endSeq(), block.lastTime())
                : new Stretch.OfBlock(block);
    }

    private Stretch sealedFrom(long seq, int bytesAhead) {
        Optional<Segment> holding = sealed.holding(seq);
        if (holding.isEmpty()) {
            return taken(seek.blockOf(seq).orElseThrow(() -> lost(seq)));
        }
        Segment segment = holding.get();
        if (isExpired(segment.firstTime())) {
            nextSeq = UNKNOWN;
            return new Stretch.Expired(segment.toSeq(), segment.lastTime());
        }
        List<LoggedEntry> entries;
        try {
            entries = sealed.chunk(segment, seq, bytesAhead);
        } catch (SegmentFault e) {
            return taken(seek.blockOf(seq).orElseThrow(() -> e));
        }
        Manifest manifest = sealed.manifest(segment);
        boolean isEnd = entries.getLast().seq() + 1 == segment.toSeq();
        nextSeq = isEnd ? segment.toSeq() : UNKNOWN;
        nextBlock = manifest.lastBlock();
        return new Stretch.OfSegment(
                entries.subList(Math.toIntExact(seq - entries.getFirst().seq()), entries.size()), manifest.lastBlock());
    }

    private boolean isExpired(Instant time) {
        return time.isBefore(keptFrom);
    }

    private static LoggedEntry in(List<LoggedEntry> entries, long seq) {
        return entries.get(Math.toIntExact(seq - entries.getFirst().seq()));
    }

    private void requireInside(long seq) {
        if (seq < 0 || seq >= head.size()) {
            throw new IllegalArgumentException(
                    "expected an entry of %s, which are 0 to %d, found %d".formatted(origin, head.size() - 1, seq));
        }
    }

    private ChainBroken lost(long seq) {
        return new ChainBroken(
                origin, "entry %d is neither in a block that is there nor in a sealed segment".formatted(seq));
    }
}
