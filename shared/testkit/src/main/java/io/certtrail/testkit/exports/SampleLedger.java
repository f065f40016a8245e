package io.certtrail.testkit.exports;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.publish.Checkpoints;
import io.certtrail.domain.publish.SignedCheckpoint;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.NextBlock;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.verify.TrustedKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in memory, of random entries in blocks of random sizes, published and signed whenever it is asked for. What
 * it holds follows from the seed. Safe for use by many threads.
 */
public final class SampleLedger implements ChainReader, Checkpoints {
    public static final Origin ORIGIN = SampleExports.ORIGIN;

    private final Origin origin;
    private final Random random;
    private final SampleEntries entries;
    private final int maxBlock;
    private final Ed25519Signer checkpointKey;
    private final Ed25519Signer exportKey;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Hash> leaves = new ArrayList<>();
    private Frontier frontier = Frontier.EMPTY;
    private @Nullable SignedCheckpoint signed;
    private int lost = -1;

    /**
     * A ledger without entries.
     *
     * @param maxBlock the most entries of a block
     */
    public SampleLedger(long seed, int maxBlock) {
        this(seed, maxBlock, ORIGIN, SampleWords.DEFAULT);
    }

    /**
     * One of another name, whose entries have other words.
     *
     * @param maxBlock the most entries of a block
     */
    public SampleLedger(long seed, int maxBlock, Origin origin, SampleWords words) {
        this.origin = origin;
        random = new Random(seed);
        entries = new SampleEntries(random, words);
        this.maxBlock = maxBlock;
        checkpointKey = Ed25519Signer.of(origin.text(), Ed25519Signer.freshSeed(random));
        exportKey = Ed25519Signer.of(origin.exportsKeyName(), Ed25519Signer.freshSeed(random));
    }

    /** Lets it grow by so many entries. */
    public synchronized void grow(int count) {
        int left = count;
        while (left > 0) {
            int size = Math.min(left, 1 + random.nextInt(maxBlock));
            append(entries.next(frontier.size(), size));
            left -= size;
        }
    }

    private void append(List<LoggedEntry> some) {
        UUID writer = new UUID(random.nextLong(), random.nextLong());
        NextBlock next = blocks.isEmpty()
                ? Block.first(origin, some, List.of(), writer)
                : Block.next(origin, blocks.size(), frontier, blocks.getLast().blockHash(), some, List.of(), writer);
        blocks.add(next.block());
        some.forEach(entry -> leaves.add(entry.leaf().hash()));
        frontier = next.after();
    }

    /** All entries, in order. */
    public synchronized List<LoggedEntry> entries() {
        return blocks.stream().flatMap(block -> block.entries().stream()).toList();
    }

    /** Changes what the ledger holds behind the signer's back: one entry is another. */
    public synchronized void tamperWith(long seq) {
        for (int n = 0; n < blocks.size(); n++) {
            Block block = blocks.get(n);
            if (block.firstSeq() <= seq && seq < block.endSeq()) {
                List<LoggedEntry> changed = new ArrayList<>(block.entries());
                int at = Math.toIntExact(seq - block.firstSeq());
                changed.set(at, entries.otherThan(changed.get(at)));
                blocks.set(
                        n,
                        new Block(
                                origin,
                                n,
                                block.firstSeq(),
                                changed,
                                block.prevBlockHash(),
                                block.rootHash(),
                                block.blockHash(),
                                block.outboxKeys(),
                                block.writer()));
            }
        }
    }

    /** Loses a block. */
    public synchronized void lose(int n) {
        lost = n;
    }

    @Override
    public synchronized Optional<Head> head(Origin origin) {
        if (!origin.equals(this.origin) || blocks.isEmpty()) {
            return Optional.empty();
        }
        Block last = blocks.getLast();
        return Optional.of(new Head(origin, last.n(), frontier, last.blockHash(), last.lastTime()));
    }

    @Override
    public synchronized Optional<Block> block(Origin origin, long n) {
        boolean isThere = origin.equals(this.origin) && n >= 0 && n < blocks.size() && n != lost;
        return isThere ? Optional.of(blocks.get(Math.toIntExact(n))) : Optional.empty();
    }

    @Override
    public synchronized List<Block> blocks(Origin origin, long fromN, long toN) {
        List<Block> some = new ArrayList<>();
        for (long n = fromN; n < toN; n++) {
            block(origin, n).ifPresent(some::add);
        }
        return some;
    }

    @Override
    public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
        throw new UnsupportedOperationException("an export asks for no positions");
    }

    @Override
    public synchronized Optional<SignedCheckpoint> latest(Origin origin) {
        return Optional.ofNullable(signed);
    }

    @Override
    public synchronized void request(Origin origin, long size) {
        Checkpoint checkpoint = new Checkpoint(this.origin, frontier.size(), frontier.root());
        signed = new SignedCheckpoint(checkpoint, checkpoint.sign(checkpointKey).format());
    }

    /** The hashes of its tree at a size. */
    public HashReader tree(Origin origin, long size) {
        return nodes -> nodes.stream()
                .map(node -> subtree(node.firstLeaf(), node.endLeaf()))
                .toList();
    }

    private synchronized Hash subtree(long from, long to) {
        return Frontier.EMPTY
                .appendAll(leaves.subList(Math.toIntExact(from), Math.toIntExact(to)))
                .root();
    }

    public Origin origin() {
        return origin;
    }

    public Ed25519Signer exportKey() {
        return exportKey;
    }

    /** The keys that verify its checkpoints and its exports. */
    public TrustedKeys keys() {
        return new TrustedKeys(List.of(checkpointKey.verifierKey(), exportKey.verifierKey()));
    }
}
