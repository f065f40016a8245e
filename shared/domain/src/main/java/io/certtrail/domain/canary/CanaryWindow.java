package io.certtrail.domain.canary;

import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.contents.Reading;
import io.certtrail.domain.contents.Stretch;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.BlockException;
import io.certtrail.ledger.block.BlockHash;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.ConsistencyProof;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.NodeIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One window of entries, read again. The tree before it is taken from the published tiles, the blocks are appended with
 * all their hashes computed again, or where these are gone the entries of the sealed segments, and a consistency proof
 * shows that the tree after it is a beginning of the one that is signed: so a wrong tile at the start can't hide a wrong
 * block. Beside that every entry is held against its bundle and tile ({@link CanaryTiles}), and its id item. Of contents
 * that have expired the published leaves alone are looked at. One thread's.
 */
final class CanaryWindow {
    /** A small log is read whole each time. */
    private static final long FEWEST_ENTRIES = 16_384;

    private static final Duration STEP = Duration.ofSeconds(20);

    private final Contents contents;
    private final Checkpoint newest;
    private final Origin origin;
    private final HashReader hashes;
    private final CanaryFindings findings;
    private final CanaryTiles tiles;
    private Optional<Frontier> frontier = Optional.empty();
    private Optional<Block> before = Optional.empty();
    private long fromSeq;
    private long toSeq;
    private boolean isEnd;

    CanaryWindow(Contents contents, LogStore store, Checkpoint newest, HashReader hashes, CanaryFindings findings) {
        this.contents = contents;
        this.newest = newest;
        this.origin = newest.origin();
        this.hashes = hashes;
        this.findings = findings;
        this.tiles =
                new CanaryTiles(path -> store.read(origin, path).map(StoredObject::content), newest, hashes, findings);
    }

    /** Where the next window begins: 0 after the end of the log. */
    long nextSeq() {
        return isEnd ? 0 : toSeq;
    }

    long fromSeq() {
        return fromSeq;
    }

    long toSeq() {
        return toSeq;
    }

    /**
     * Reads from an entry on: one part in {@code rounds} of all, as far as the deadline allows and the checkpoint goes.
     *
     * @param from where the last window ended
     */
    void read(Head head, long from, int rounds, Deadline deadline) {
        long size = Math.min(newest.size(), head.size());
        long end = Math.min(size, from + Math.max(FEWEST_ENTRIES, Math.ceilDiv(size, rounds)));
        fromSeq = from;
        toSeq = from;
        frontier = publishedAt(from);
        Reading reading = contents.reading(head);
        while (!isEnd && toSeq < end && deadline.allows(STEP)) {
            readSome(reading, head);
        }
        isEnd = isEnd || toSeq >= size;
        if (toSeq > fromSeq) {
            findings.of("tiles", () -> tiles.read(fromSeq, toSeq));
            frontier.ifPresent(tree -> findings.of("tiles", () -> requireBeginning(tree)));
        }
    }

    private void readSome(Reading reading, Head head) {
        long seq = toSeq;
        Optional<Stretch> stretch = findings.read(reading.name(seq), () -> Optional.of(reading.from(seq)));
        switch (stretch.orElse(null)) {
            case null -> {
                toSeq = Math.min(reading.after(seq), newest.size());
                goOnAsPublished();
            }
            case Stretch.OfBlock(Block block) -> block(block, head);
            case Stretch.OfSegment part -> sealed(part);
            case Stretch.Expired expired -> {
                toSeq = Math.min(expired.toSeq(), newest.size());
                goOnAsPublished();
            }
        }
    }

    /** After what is wrong the tree goes on as it was published, so that one fault is told once. */
    private void goOnAsPublished() {
        before = Optional.empty();
        frontier = publishedAt(toSeq);
    }

    private void block(Block block, Head head) {
        if (block.endSeq() > newest.size()) {
            isEnd = true; // heads are signed where blocks end
            return;
        }
        if (block.firstSeq() < toSeq) { // of which a part was read from a segment, or by the window before
            frontier = publishedAt(block.firstSeq());
        }
        Optional<Frontier> after = frontier.flatMap(tree -> appended(block, tree));
        block.entries().forEach(logged -> tiles.note(logged.seq(), logged.leaf().hash()));
        if (block.n() < head.n()) { // the id items of the last block are written before the next one is
            positions(block.entries(), block.n(), block.n());
        }
        before = Optional.of(block);
        toSeq = block.endSeq();
        frontier = after.or(() -> publishedAt(block.endSeq()));
    }

    private Optional<Frontier> appended(Block block, Frontier tree) {
        try {
            return Optional.of(block.append(tree, hashBefore(block)));
        } catch (BlockException e) {
            findings.add(
                    "block " + block.n(),
                    "a block that goes on from the one before it, with the hashes of its entries",
                    String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Of the block before it, if that is there; else as the block itself says: its entries are held against the tree. */
    private Hash hashBefore(Block block) {
        return before.filter(last -> last.n() == block.n() - 1)
                .or(() -> block.n() == 0
                        ? Optional.empty()
                        : findings.read(
                                "block " + (block.n() - 1),
                                () -> contents.chain().block(origin, block.n() - 1)))
                .map(Block::blockHash)
                .orElseGet(() -> block.n() == 0 ? BlockHash.genesis(origin) : block.prevBlockHash());
    }

    private void sealed(Stretch.OfSegment part) {
        List<LoggedEntry> entries = part.entries().stream()
                .filter(logged -> logged.seq() < newest.size())
                .toList();
        List<Hash> leaves = entries.stream().map(logged -> logged.leaf().hash()).toList();
        for (int i = 0; i < leaves.size(); i++) {
            tiles.note(toSeq + i, leaves.get(i));
        }
        positions(entries, before.map(Block::n).orElse(0L), part.lastBlock());
        before = Optional.empty();
        toSeq += leaves.size();
        frontier = frontier.map(tree -> tree.appendAll(leaves)).or(() -> publishedAt(toSeq));
    }

    private Optional<Frontier> publishedAt(long size) {
        return findings.read("tiles", () -> Optional.of(published(size)));
    }

    /** The tree of the first entries as the tiles have it: RFC 6962 §2.1, the maximal full subtrees from left to right. */
    private Frontier published(long size) {
        List<NodeIndex> nodes = new ArrayList<>();
        for (long at = 0; at < size; ) {
            int level = Long.numberOfTrailingZeros(Long.highestOneBit(size - at));
            nodes.add(new NodeIndex(level, at >> level));
            at += 1L << level;
        }
        return new Frontier(size, nodes.isEmpty() ? List.of() : hashes.read(nodes));
    }

    /** Holds the id items against what was read; of a segment it is known only between which blocks its entries were. */
    private void positions(List<LoggedEntry> entries, long fromBlock, long toBlock) {
        List<UUID> ids = entries.stream().map(logged -> logged.entry().id()).toList();
        long first = entries.getFirst().seq();
        Map<UUID, Position> found = findings.read(
                        "id items of entries from %d on".formatted(first),
                        () -> Optional.of(contents.chain().positions(origin, ids)))
                .orElse(Map.of());
        long least = fromBlock;
        for (LoggedEntry logged : entries) {
            Position there = found.get(logged.entry().id());
            if (there != null && there.seq() == logged.seq() && least <= there.n() && there.n() <= toBlock) {
                least = there.n();
            } else {
                findings.add(
                        "id item of entry " + logged.entry().id(),
                        "entry %d in a block from %d to %d".formatted(logged.seq(), least, toBlock),
                        there == null ? "nothing" : there.toString());
            }
        }
    }

    private void requireBeginning(Frontier tree) {
        List<Hash> proof = ConsistencyProof.make(tree.size(), newest.size(), hashes);
        if (!ConsistencyProof.verify(tree.size(), newest.size(), tree.root(), newest.root(), proof)) {
            findings.add(
                    "entries %d to %d".formatted(fromSeq, tree.size()),
                    "a beginning of the tree of %d entries with the signed root %s"
                            .formatted(newest.size(), newest.root().base64()),
                    "a tree of %d with the root %s that is not shown to be one"
                            .formatted(tree.size(), tree.root().base64()));
        }
    }
}
