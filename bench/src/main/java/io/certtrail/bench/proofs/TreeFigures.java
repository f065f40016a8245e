package io.certtrail.bench.proofs;

import io.certtrail.bench.report.Figure;
import io.certtrail.ledger.merkle.ConsistencyProof;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.FrontierBuilder;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.InclusionProof;
import io.certtrail.ledger.merkle.NodeIndex;
import io.certtrail.ledger.merkle.Tile;
import io.certtrail.ledger.merkle.TileHashReader;
import io.certtrail.ledger.merkle.Tiles;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** The hash tree: how fast it grows, what has to be kept of it, and what its proofs cost, read from tiles as published. */
public final class TreeFigures {
    private static final int PROOFS = 500;
    private static final int SEED = 20_261_122;
    private static final double NANOS = 1e9;
    private static final double NANOS_A_MICRO = 1e3;

    private final long size;
    private final String subject;
    private final List<Figure> figures = new ArrayList<>();

    public TreeFigures(long size) {
        this.size = size;
        this.subject = "The hash tree at %,d leaves".formatted(size);
    }

    /** Measures. */
    public List<Figure> run() {
        Frontier frontier = append();
        Map<String, Tile> published = published();
        Map<String, byte[]> above = above();
        TileHashReader warm = reader(published, above);
        Random random = new Random(SEED);
        long inclusion = 0;
        long verified = 0;
        long consistency = 0;
        int inclusionHashes = 0;
        int consistencyHashes = 0;
        for (int i = 0; i < PROOFS; i++) {
            long index = random.nextLong(size);
            long start = System.nanoTime();
            List<Hash> proof = InclusionProof.make(index, size, reader(published, above));
            long made = System.nanoTime();
            boolean holds = InclusionProof.verify(index, size, leaf(index), proof, frontier.root());
            verified += System.nanoTime() - made;
            inclusion += made - start;
            inclusionHashes = Math.max(inclusionHashes, proof.size());
            long oldSize = 1 + random.nextLong(size - 1);
            start = System.nanoTime();
            List<Hash> extension = ConsistencyProof.make(oldSize, size, reader(published, above));
            consistency += System.nanoTime() - start;
            consistencyHashes = Math.max(consistencyHashes, extension.size());
            holds &= ConsistencyProof.verify(oldSize, size, root(oldSize, warm), frontier.root(), extension);
            if (!holds) {
                throw new IllegalStateException("a proof does not hold: leaf %d, size %d".formatted(index, oldSize));
            }
        }
        figures.add(figure("inclusion proof, made", inclusion / NANOS_A_MICRO / PROOFS, "µs", "from tiles in memory"));
        figures.add(figure("inclusion proof, verified", verified / NANOS_A_MICRO / PROOFS, "µs", ""));
        figures.add(figure("inclusion proof, size", (double) inclusionHashes * Hash.SIZE, "bytes", "at most"));
        figures.add(
                figure("consistency proof, made", consistency / NANOS_A_MICRO / PROOFS, "µs", "from tiles in memory"));
        figures.add(figure("consistency proof, size", (double) consistencyHashes * Hash.SIZE, "bytes", "at most"));
        return figures;
    }

    private Figure figure(String name, double value, String unit, String note) {
        return new Figure(subject, name, value, unit, note);
    }

    private Frontier append() {
        FrontierBuilder builder = new FrontierBuilder(Frontier.EMPTY);
        long start = System.nanoTime();
        for (long index = 0; index < size; index++) {
            builder.add(leaf(index));
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        Frontier frontier = builder.build();
        figures.add(figure("append", size / seconds, "leaves/s", "one core, leaf hashes made on the way"));
        figures.add(figure(
                "frontier",
                (double) frontier.roots().size() * Hash.SIZE,
                "bytes",
                "all that is kept of the tree to append to it"));
        return frontier;
    }

    /** A leaf's hash, always the same one: as good as random. */
    private static Hash leaf(long index) {
        SplittableRandom random = new SplittableRandom(index);
        byte[] bytes = new byte[Hash.SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            buffer.putLong(random.nextLong());
        }
        return Hash.of(bytes);
    }

    private Map<String, Tile> published() {
        Map<String, Tile> tiles = new HashMap<>();
        for (Tile tile : Tiles.newTiles(0, size)) {
            tiles.put(tile.path(), tile);
        }
        return tiles;
    }

    /** The tiles above the lowest: those hold what the leaves' tiles come to. */
    private Map<String, byte[]> above() {
        Map<String, byte[]> tiles = new HashMap<>();
        List<Hash> level = new ArrayList<>();
        for (long tile = 0; tile < size / Tile.WIDTH; tile++) {
            FrontierBuilder builder = new FrontierBuilder(Frontier.EMPTY);
            for (int i = 0; i < Tile.WIDTH; i++) {
                builder.add(leaf(tile * Tile.WIDTH + i));
            }
            level.add(builder.root());
        }
        for (int height = 1; !level.isEmpty(); height++) {
            List<Hash> next = new ArrayList<>();
            for (int from = 0; from < level.size(); from += Tile.WIDTH) {
                List<Hash> hashes = level.subList(from, Math.min(level.size(), from + Tile.WIDTH));
                Tile tile = new Tile(height, from / Tile.WIDTH, hashes.size());
                tiles.put(tile.path(), tile.data(hashes));
                if (tile.isFull()) {
                    next.add(Frontier.EMPTY.appendAll(hashes).root());
                }
            }
            level = next;
        }
        return tiles;
    }

    /** A reader that has read nothing yet, as whoever makes one proof. */
    private TileHashReader reader(Map<String, Tile> published, Map<String, byte[]> above) {
        return new TileHashReader(size, path -> {
            byte[] high = above.get(path);
            Tile tile = published.get(path);
            if (high != null || tile == null) {
                return high;
            }
            List<Hash> hashes = new ArrayList<>(tile.width());
            for (int i = 0; i < tile.width(); i++) {
                hashes.add(leaf(tile.index() * Tile.WIDTH + i));
            }
            return tile.data(hashes);
        });
    }

    private static Hash root(long oldSize, TileHashReader reader) {
        List<NodeIndex> nodes = new ArrayList<>();
        long from = 0;
        for (int level = Long.SIZE - 2; level >= 0; level--) {
            if ((oldSize >>> level & 1) == 1) {
                nodes.add(new NodeIndex(level, from >>> level));
                from += 1L << level;
            }
        }
        return new Frontier(oldSize, reader.read(nodes)).root();
    }
}
