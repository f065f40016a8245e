package io.certtrail.domain.publish;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.merkle.EntryBundle;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.merkle.Tile;
import io.certtrail.ledger.merkle.Tiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The right edge of a published tree: the last tile of each level as far as it is filled, and the leaf data of the last
 * bundle. Leaves are appended, tiles come out. One thread's.
 */
final class TreeEdge {
    /** How many objects are written at once; a full bundle has 87 KB, a full tile 8 KB. */
    private static final int OBJECTS_AT_ONCE = 32;

    /** How many levels of the tree a tile is high. */
    private static final int HEIGHT = Integer.numberOfTrailingZeros(Tile.WIDTH);

    private final LogStore store;
    private final Origin origin;
    private final List<List<Hash>> levels = new ArrayList<>();
    private final List<byte[]> bundle = new ArrayList<>();
    private final Map<String, byte[]> objects = new LinkedHashMap<>();
    private final long readSize;
    private long size;

    private TreeEdge(LogStore store, Origin origin, long size) {
        this.store = store;
        this.origin = origin;
        this.readSize = size;
        this.size = size;
    }

    /**
     * The edge of the tree as it was published with this frontier.
     *
     * @throws ChainBroken if what is published is not that tree
     */
    static TreeEdge read(LogStore store, Origin origin, Frontier frontier) {
        TreeEdge edge = new TreeEdge(store, origin, frontier.size());
        List<Hash> roots = frontier.roots();
        int end = roots.size();
        for (int level = 0; nodes(edge.size, level) > 0; level++) {
            List<Hash> hashes = edge.readTile(level);
            edge.levels.add(hashes);
            List<Hash> found = fold(hashes).roots();
            int begin = Math.max(0, end - found.size());
            if (!roots.subList(begin, end).equals(found)) {
                throw new ChainBroken(
                        origin,
                        "the published tile %s is not that of the signed tree of %d entries"
                                .formatted(edge.lastPath(level), edge.size));
            }
            end = begin;
        }
        edge.readBundle();
        return edge;
    }

    private static long nodes(long size, int level) {
        return size >> (level * HEIGHT);
    }

    private static Frontier fold(List<Hash> hashes) {
        return Frontier.EMPTY.appendAll(hashes);
    }

    private List<Hash> readTile(int level) {
        List<Hash> hashes = new ArrayList<>(Tile.WIDTH);
        int width = (int) (nodes(size, level) % Tile.WIDTH);
        if (width > 0) {
            byte[] data = read(lastPath(level), Tiles.path(level, lastIndex(level), Tile.WIDTH));
            for (int i = 0; i < width && (i + 1) * Hash.SIZE <= data.length; i++) {
                hashes.add(Hash.of(Arrays.copyOfRange(data, i * Hash.SIZE, (i + 1) * Hash.SIZE)));
            }
        }
        return hashes;
    }

    private void readBundle() {
        int width = (int) (size % Tile.WIDTH);
        if (width == 0) {
            return;
        }
        String path = Tiles.entriesPath(lastIndex(0), width);
        List<byte[]> leafData = EntryBundle.parse(read(path, Tiles.entriesPath(lastIndex(0), Tile.WIDTH)));
        bundle.addAll(leafData.subList(0, Math.min(width, leafData.size())));
        if (!bundle.stream().map(MerkleTree::leafHash).toList().equals(levels.getFirst())) {
            throw new ChainBroken(origin, "the published bundle %s is not that of its tile".formatted(path));
        }
    }

    /** A partial object; or the full one, once it is there. */
    private byte[] read(String partial, String full) {
        return store.read(origin, partial)
                .or(() -> store.read(origin, full))
                .orElseThrow(() -> new ChainBroken(
                        origin, "neither %s nor %s is published, and the tree is signed".formatted(partial, full)))
                .content();
    }

    private long lastIndex(int level) {
        return nodes(size, level) / Tile.WIDTH;
    }

    private String lastPath(int level) {
        return Tiles.path(level, lastIndex(level), (int) (nodes(size, level) % Tile.WIDTH));
    }

    /** Appends a leaf; what it fills is written, now or later. */
    void append(Leaf leaf) {
        size++;
        bundle.add(leaf.data());
        if (bundle.size() == Tile.WIDTH) {
            objects.put(Tiles.entriesPath(size / Tile.WIDTH - 1, Tile.WIDTH), EntryBundle.of(bundle));
            bundle.clear();
        }
        add(0, leaf.hash());
        if (objects.size() >= OBJECTS_AT_ONCE) {
            flush();
        }
    }

    private void add(int level, Hash hash) {
        if (level == levels.size()) {
            levels.add(new ArrayList<>(Tile.WIDTH));
        }
        List<Hash> hashes = levels.get(level);
        hashes.add(hash);
        if (hashes.size() == Tile.WIDTH) {
            put(level, lastIndex(level) - 1, hashes);
            Hash root = fold(hashes).root();
            hashes.clear();
            add(level + 1, root);
        }
    }

    /** Writes everything that a reader of this tree needs and one of the tree that was read has not. */
    void publish() {
        for (int level = 0; level < levels.size(); level++) {
            if (!levels.get(level).isEmpty() && nodes(size, level) != nodes(readSize, level)) {
                put(level, lastIndex(level), levels.get(level));
            }
        }
        if (!bundle.isEmpty()) {
            objects.put(Tiles.entriesPath(lastIndex(0), bundle.size()), EntryBundle.of(bundle));
        }
        flush();
    }

    private void put(int level, long index, List<Hash> hashes) {
        Tile tile = new Tile(level, index, hashes.size());
        objects.put(tile.path(), tile.data(hashes));
    }

    private void flush() {
        if (!objects.isEmpty()) {
            store.writeImmutable(origin, objects);
            objects.clear();
        }
    }

    /** Deletes the partial tiles of a tree of {@code from} entries that are full in one of {@code to}. */
    static void sweep(LogStore store, Origin origin, long from, long to) {
        for (int level = 0; nodes(from, level) > 0; level++) {
            long edge = nodes(from, level) / Tile.WIDTH;
            boolean wasPartial = nodes(from, level) % Tile.WIDTH != 0;
            if (wasPartial && nodes(to, level) / Tile.WIDTH > edge) {
                store.deletePartials(origin, Tiles.path(level, edge, Tile.WIDTH));
                if (level == 0) {
                    store.deletePartials(origin, Tiles.entriesPath(edge, Tile.WIDTH));
                }
            }
        }
    }
}
