package io.certtrail.testkit.publish;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.merkle.EntryBundle;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.FrontierBuilder;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.merkle.Tile;
import io.certtrail.ledger.merkle.Tiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Makes a published log of any size, in memory that does not grow with it: random leaf data (commitments are that to
 * whoever can't open them), true tiles, and checkpoints signed at as many sizes as one likes. The same seed makes the same
 * entries, so that a log can be made twice, and once with one entry changed. Not thread-safe.
 *
 * <pre>{@code
 * GrownLog.of(origin, signer, 7, objects::put).grow(1_000_000, 100_000);
 * }</pre>
 */
public final class GrownLog {
    /** Milliseconds since the epoch of the first id: 2026-11-22. */
    private static final long START = 1_795_305_600_000L;

    private final Origin origin;
    private final NoteSigner signer;
    private final long seed;
    private final BiConsumer<String, byte[]> store;
    private final FrontierBuilder tree = new FrontierBuilder(Frontier.EMPTY);
    private final List<byte[]> bundle = new ArrayList<>();
    private final List<List<Hash>> levels = new ArrayList<>();

    private GrownLog(Origin origin, NoteSigner signer, long seed, BiConsumer<String, byte[]> store) {
        this.origin = origin;
        this.signer = signer;
        this.seed = seed;
        this.store = store;
    }

    /**
     * A log without entries.
     *
     * @param store takes each object by its path; one that changes is given again
     */
    public static GrownLog of(Origin origin, NoteSigner signer, long seed, BiConsumer<String, byte[]> store) {
        return new GrownLog(origin, signer, seed, store);
    }

    /** Leaf data of its own for each seed and seq, with an id of version 7. */
    public static byte[] leaf(long seed, long seq) {
        Random random = new Random(seed * 31 + seq);
        byte[] data = new byte[Leaf.SIZE];
        random.nextBytes(data);
        ByteBuffer.wrap(data)
                .put(Leaf.VERSION)
                .putLong((START + seq) << 16 | 0x7000L | random.nextInt(0x1000))
                .putLong(random.nextLong() >>> 2 | 1L << 63);
        return data;
    }

    /** Grows to a size, and signs a checkpoint every so many entries and at the end. */
    public GrownLog grow(long size, long signEvery) {
        while (tree.size() < size) {
            append(leaf(seed, tree.size()));
            if (tree.size() == size || tree.size() % signEvery == 0) {
                sign();
            }
        }
        return this;
    }

    /** Appends leaf data. */
    public void append(byte[] data) {
        Hash hash = MerkleTree.leafHash(data);
        tree.add(hash);
        bundle.add(data);
        if (bundle.size() == Tile.WIDTH) {
            putBundle();
            bundle.clear();
        }
        add(0, hash);
    }

    private void add(int level, Hash hash) {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<Hash> hashes = levels.get(level);
        hashes.add(hash);
        if (hashes.size() == Tile.WIDTH) {
            put(level, hashes, (tree.size() >> (8 * (level + 1))) - 1);
            Hash root = Frontier.EMPTY.appendAll(hashes).root();
            hashes.clear();
            add(level + 1, root);
        }
    }

    private void put(int level, List<Hash> hashes, long index) {
        Tile tile = new Tile(level, index, hashes.size());
        store.accept(tile.path(), tile.data(hashes));
    }

    private void putBundle() {
        long index = (tree.size() - 1) / Tile.WIDTH;
        store.accept(Tiles.entriesPath(index, bundle.size()), EntryBundle.of(bundle));
    }

    /** Publishes the partial tiles, and signs the state, as a publisher does. */
    public Checkpoint sign() {
        for (int level = 0; level < levels.size(); level++) {
            if (!levels.get(level).isEmpty()) {
                put(level, levels.get(level), tree.size() >> (8 * (level + 1)));
            }
        }
        if (!bundle.isEmpty()) {
            putBundle();
        }
        Checkpoint checkpoint = checkpoint();
        byte[] note = checkpoint.sign(signer).format().getBytes(StandardCharsets.UTF_8);
        store.accept("checkpoints/" + checkpoint.size(), note);
        store.accept(Tiles.CHECKPOINT_PATH, note);
        return checkpoint;
    }

    /** The state as it is. */
    public Checkpoint checkpoint() {
        return new Checkpoint(origin, tree.size(), tree.root());
    }
}
