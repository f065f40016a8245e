package io.certtrail.domain.integrity;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Position;
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
 * One window of blocks, read again. The tree before it is taken from the published tiles, the blocks are appended with
 * all their hashes computed again, and a consistency proof shows that the tree after it is a beginning of the one that is
 * signed: so a wrong tile at the start can't hide a wrong block. Beside that every entry is held against its bundle and
 * tile ({@link CanaryTiles}), and its id item. One thread's.
 */
final class CanaryWindow {
    private static final int BLOCKS_AT_ONCE = 16;

    /** A small log is read whole each time. */
    private static final long FEWEST_BLOCKS = 256;

    private static final Duration STEP = Duration.ofSeconds(20);

    private final ChainReader chain;
    private final Checkpoint newest;
    private final Origin origin;
    private final HashReader hashes;
    private final CanaryFindings findings;
    private final CanaryTiles tiles;
    private Optional<Frontier> frontier = Optional.empty();
    private Hash blockHash;
    private long nextBlock;
    private long fromSeq;
    private long toSeq;
    private boolean isEnd;

    CanaryWindow(ChainReader chain, LogStore store, Checkpoint newest, HashReader hashes, CanaryFindings findings) {
        this.chain = chain;
        this.newest = newest;
        this.origin = newest.origin();
        this.hashes = hashes;
        this.findings = findings;
        this.tiles =
                new CanaryTiles(path -> store.read(origin, path).map(StoredObject::content), newest, hashes, findings);
        this.blockHash = BlockHash.genesis(origin);
    }

    /** Where the next window begins: 0 after the end of the log. */
    long nextBlock() {
        return isEnd ? 0 : nextBlock;
    }

    long fromSeq() {
        return fromSeq;
    }

    long toSeq() {
        return toSeq;
    }

    /**
     * Reads from block {@code from} on: one part in {@code rounds} of all, as far as the deadline allows and the
     * checkpoint goes.
     *
     * @param blocks how many the chain has
     */
    void read(long from, long blocks, int rounds, Deadline deadline) {
        long most = Math.max(FEWEST_BLOCKS, Math.ceilDiv(blocks, rounds));
        long end = Math.min(blocks, from + most);
        nextBlock = from;
        isEnd = !findings.of("block " + (from - 1), () -> start(from)) || isEnd;
        while (!isEnd && nextBlock < end && deadline.allows(STEP)) {
            long to = Math.min(end, nextBlock + BLOCKS_AT_ONCE);
            readSome(to, blocks);
        }
        isEnd = isEnd || nextBlock >= blocks;
        if (toSeq > fromSeq) {
            findings.of("tiles", () -> tiles.read(fromSeq, toSeq));
            frontier.ifPresent(tree -> findings.of("tiles", () -> requireBeginning(tree)));
        }
    }

    private void start(long from) {
        if (from > 0) {
            Block before = chain.block(origin, from - 1)
                    .orElseThrow(() -> new CanaryFindings.PublishedObjectWrong("it is not there"));
            blockHash = before.blockHash();
            fromSeq = before.endSeq();
            toSeq = fromSeq;
            isEnd = fromSeq >= newest.size();
        }
        frontier = isEnd ? Optional.empty() : Optional.of(published(fromSeq));
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

    private void readSome(long to, long blocks) {
        for (; nextBlock < to && !isEnd; nextBlock++) {
            long n = nextBlock;
            Optional<Block> block = findings.read("block " + n, () -> chain.block(origin, n));
            if (block.isEmpty()) {
                findings.add("block " + n, "a block, since HEAD is after it", "nothing that can be read");
                frontier = Optional.empty();
                continue;
            }
            if (block.get().endSeq() > newest.size()) {
                isEnd = true;
                return;
            }
            check(block.get(), n < blocks - 1);
        }
    }

    private void check(Block block, boolean isSettled) {
        Optional<Frontier> after = frontier.flatMap(before -> appended(block, before));
        tiles.note(block);
        if (isSettled) {
            positions(block);
        }
        blockHash = block.blockHash();
        toSeq = Math.max(toSeq, block.endSeq());
        // After a block that is wrong the tree goes on as it was published, so that one fault is told once.
        frontier = after.or(() -> findings.read("tiles", () -> Optional.of(published(block.endSeq()))));
    }

    private Optional<Frontier> appended(Block block, Frontier before) {
        try {
            return Optional.of(block.append(before, blockHash));
        } catch (BlockException e) {
            findings.add(
                    "block " + block.n(),
                    "a block that goes on from the one before it, with the hashes of its entries",
                    String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The id items of the last block are written before the next one is: so those of all others are there. */
    private void positions(Block block) {
        List<UUID> ids =
                block.entries().stream().map(logged -> logged.entry().id()).toList();
        Map<UUID, Position> found = findings.read(
                        "id items of block " + block.n(), () -> Optional.of(chain.positions(origin, ids)))
                .orElse(Map.of());
        for (LoggedEntry logged : block.entries()) {
            Position expected = new Position(logged.seq(), block.n());
            Position there = found.get(logged.entry().id());
            if (!expected.equals(there)) {
                findings.add(
                        "id item of entry " + logged.entry().id(),
                        "%s, as block %d has it".formatted(expected, block.n()),
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
