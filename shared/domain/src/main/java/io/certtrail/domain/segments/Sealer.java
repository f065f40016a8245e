package io.certtrail.domain.segments;

import io.certtrail.domain.chain.BlockSeek;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Seals what the chain has committed and the log's keys have signed: segment after segment, each from where the last one
 * ends to where {@link SegmentDraft#takes} ends it, which needs the entry that follows. So no clock decides anything: a
 * day is sealed when the chain has an entry of a later one. It keeps no state but the segments themselves; killed anywhere
 * and begun again, or run by several at once, it seals the same. Safe for use by many threads.
 */
public final class Sealer {
    /** Blocks in memory at a time; each may take some megabytes. */
    private static final int BLOCKS_AT_ONCE = 16;

    /** What a segment takes to be gathered, written, read back and checked; it is begun only if there is time for it. */
    private static final Duration STEP = Duration.ofSeconds(40);

    private final ChainReader chain;
    private final Segments segments;
    private final SegmentWriter writer;
    private final LogStore log;
    private final Function<Origin, Optional<Checkpoint>> signed;
    private final Wakes wakes;
    private final Map<Origin, Rest> rests = new ConcurrentHashMap<>();

    /** @param signed the checkpoint of a log that is published and signed by its keys; all up to it is published */
    public Sealer(
            ChainReader chain,
            ArchiveStore archive,
            LogStore log,
            Function<Origin, Optional<Checkpoint>> signed,
            Wakes wakes) {
        this.chain = chain;
        this.segments = new Segments(archive);
        this.writer = new SegmentWriter(archive);
        this.log = log;
        this.signed = signed;
        this.wakes = wakes;
    }

    /**
     * What is not sealed yet.
     *
     * @param seq its first entry
     * @param block a block that is not after the one that holds it
     * @param day that entry's day, if it is known
     */
    private record Rest(long seq, long block, Optional<LocalDate> day) {
        static Rest after(Manifest manifest) {
            return new Rest(manifest.segment().toSeq(), manifest.lastBlock(), Optional.empty());
        }
    }

    /**
     * Seals what can be sealed; asks to be woken again if the time does not suffice. Cheap where nothing can be: a process
     * that has looked once asks the archive no more.
     *
     * @return the segments that it sealed, in order
     * @throws HeadMissing if the chain has no HEAD
     * @throws ChainBroken if the chain's entries are not those of the signed tree: then that segment is not sealed
     * @throws SegmentFault if the manifest of the last segment is not as it was written
     */
    public List<Segment> seal(Origin origin, Deadline deadline) {
        Head head = chain.head(origin).orElseThrow(() -> new HeadMissing(origin));
        Rest rest = Optional.ofNullable(rests.get(origin)).orElseGet(() -> findRest(origin));
        List<Segment> sealed = new ArrayList<>();
        while (true) {
            rest = withDay(rest, head);
            rests.put(origin, rest);
            if (!isDue(rest, head)) {
                return sealed;
            }
            if (!deadline.allows(STEP)) {
                wakes.publisher(origin.tenant(), Duration.ZERO);
                return sealed;
            }
            Optional<Manifest> next = sealNext(head, rest);
            if (next.isEmpty()) {
                return sealed;
            }
            sealed.add(next.get().segment());
            rest = Rest.after(next.get());
        }
    }

    /**
     * Seals a range again whose segments are not as they were sealed, from the blocks.
     *
     * @param fromSeq where a segment begins
     * @param toSeq where one ends
     * @throws ChainBroken if a block of the range is kept no longer, or its entries are not those of the signed tree
     */
    public List<Segment> sealAgain(Origin origin, long fromSeq, long toSeq) {
        Head head = chain.head(origin).orElseThrow(() -> new HeadMissing(origin));
        long n = new BlockSeek(chain, head)
                .blockOf(fromSeq)
                .map(Block::n)
                .or(() -> blockBefore(origin, fromSeq))
                .orElseThrow(() -> new ChainBroken(
                        origin, "entry %d is to be sealed again, and its block is kept no longer".formatted(fromSeq)));
        Rest rest = new Rest(fromSeq, n, Optional.empty());
        List<Segment> sealed = new ArrayList<>();
        while (rest.seq() < toSeq) {
            Manifest manifest = sealNext(head, withDay(rest, head))
                    .orElseThrow(() -> new ChainBroken(
                            origin, "entries %d to %d were sealed, and are not signed".formatted(fromSeq, toSeq)));
            sealed.add(manifest.segment());
            rest = Rest.after(manifest);
        }
        return sealed;
    }

    /** Blocks go in any order: one that is there and was not found is beside the end of the segment before. */
    private Optional<Long> blockBefore(Origin origin, long seq) {
        try {
            return seq == 0
                    ? Optional.empty()
                    : segments.from(origin, seq - 1).stream()
                            .findFirst()
                            .filter(segment -> segment.toSeq() == seq)
                            .map(segment -> segments.manifest(segment).lastBlock());
        } catch (SegmentFault e) {
            return Optional.empty();
        }
    }

    private Rest findRest(Origin origin) {
        return segments.latest(origin)
                .map(latest -> Rest.after(segments.manifest(latest)))
                .orElseGet(() -> new Rest(0, 0, Optional.empty()));
    }

    private Rest withDay(Rest rest, Head head) {
        if (rest.day().isPresent() || rest.seq() >= head.size()) {
            return rest;
        }
        return chain.blocks(head.origin(), rest.block(), Math.min(head.n() + 1, rest.block() + 2)).stream()
                .filter(block -> block.firstSeq() <= rest.seq() && rest.seq() < block.endSeq())
                .findFirst()
                .map(block -> new Rest(
                        rest.seq(),
                        block.n(),
                        Optional.of(Segment.day(entry(block, rest.seq()).entry().time()))))
                .orElseThrow(() -> unheld(head.origin(), rest));
    }

    private static boolean isDue(Rest rest, Head head) {
        long end = (rest.seq() / Segment.MAX_ENTRIES + 1) * Segment.MAX_ENTRIES;
        boolean isLaterDay = rest.day()
                .filter(day -> day.isBefore(Segment.day(head.lastTime())))
                .isPresent();
        return head.size() > end || isLaterDay;
    }

    private Optional<Manifest> sealNext(Head head, Rest rest) {
        Optional<Checkpoint> checkpoint = signed.apply(head.origin());
        return checkpoint
                .flatMap(tree -> gather(head, rest, tree.size()))
                .map(draft -> writer.write(draft, new SignedTree(log, checkpoint.orElseThrow())));
    }

    /** The next segment, if the entry after it is signed too. */
    private Optional<SegmentDraft> gather(Head head, Rest rest, long size) {
        Block first = chain.block(head.origin(), rest.block())
                .filter(block -> block.firstSeq() <= rest.seq() && rest.seq() < block.endSeq())
                .orElseThrow(() -> unheld(head.origin(), rest));
        SegmentDraft draft = new SegmentDraft(head.origin(), entry(first, rest.seq()), first.n());
        boolean goesOn = goesOn(draft, first, size);
        long n = first.n() + 1;
        while (goesOn && n <= head.n()) {
            List<Block> blocks = chain.blocks(head.origin(), n, Math.min(head.n() + 1, n + BLOCKS_AT_ONCE));
            for (int i = 0; goesOn && i < blocks.size(); i++) {
                requireNext(n, blocks.get(i));
                goesOn = goesOn(draft, blocks.get(i), size);
                n++;
            }
            if (blocks.isEmpty()) {
                throw new ChainBroken(
                        head.origin(), "HEAD says block %d, and block %d is not there".formatted(head.n(), n));
            }
        }
        return draft.toSeq() < size && !goesOn ? Optional.of(draft) : Optional.empty();
    }

    /** Adds what the segment takes of a block; false if it takes no more, or the rest is not signed. */
    private static boolean goesOn(SegmentDraft draft, Block block, long size) {
        for (LoggedEntry entry : block.entries()) {
            if (entry.seq() >= draft.toSeq()) {
                if (entry.seq() >= size || !draft.takes(entry)) {
                    return false;
                }
                draft.add(entry, block.n());
            }
        }
        return true;
    }

    private static LoggedEntry entry(Block block, long seq) {
        return block.entries().get((int) (seq - block.firstSeq()));
    }

    private static void requireNext(long n, Block block) {
        if (block.n() != n) {
            throw new ChainBroken(block.origin(), "after block %d comes %d".formatted(n - 1, block.n()));
        }
    }

    private static ChainBroken unheld(Origin origin, Rest rest) {
        return new ChainBroken(
                origin,
                "entry %d is to be sealed, and block %d, which is to hold it, does not"
                        .formatted(rest.seq(), rest.block()));
    }
}
