package io.certtrail.domain.canary;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.merkle.EntryBundle;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.merkle.NodeIndex;
import io.certtrail.ledger.merkle.Tile;
import io.certtrail.ledger.merkle.Tiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The bundles and tiles of a window, read again: the leaf data of each bundle gives the hashes of its tile, a full tile's
 * root stands in the tile above it, and each entry that was read has the leaf hash that stands there. One
 * thread's.
 */
final class CanaryTiles {
    /** Levels of the tree from one level of tiles to the next. */
    private static final int HEIGHT = Integer.numberOfTrailingZeros(Tile.WIDTH);

    private final Function<String, Optional<byte[]>> objects;
    private final Checkpoint newest;
    private final HashReader hashes;
    private final CanaryFindings findings;
    private final Map<Long, Hash> leaves = new HashMap<>();

    CanaryTiles(
            Function<String, Optional<byte[]>> objects, Checkpoint newest, HashReader hashes, CanaryFindings findings) {
        this.objects = objects;
        this.newest = newest;
        this.hashes = hashes;
        this.findings = findings;
    }

    /** An entry as it was read. */
    void note(long seq, Hash leaf) {
        leaves.put(seq, leaf);
    }

    /** Reads the tiles over these entries. */
    void read(long fromSeq, long toSeq) {
        for (long index = fromSeq / Tile.WIDTH; index * Tile.WIDTH < toSeq; index++) {
            long tile = index;
            int width = (int) Math.min(Tile.WIDTH, newest.size() - index * Tile.WIDTH);
            String path = Tiles.path(0, index, width);
            List<Hash> published = findings.read(path, () -> Optional.of(hashes.read(leaves(tile, width))))
                    .orElse(List.of());
            if (!published.isEmpty()) {
                compare(index, published);
                findings.of(path, () -> bundle(tile, published));
                findings.of(path, () -> above(tile, published));
            }
        }
    }

    private static List<NodeIndex> leaves(long index, int width) {
        List<NodeIndex> nodes = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            nodes.add(new NodeIndex(0, index * Tile.WIDTH + i));
        }
        return nodes;
    }

    private void compare(long index, List<Hash> published) {
        for (int i = 0; i < published.size(); i++) {
            long seq = index * Tile.WIDTH + i;
            Hash ofTheEntry = leaves.get(seq);
            if (ofTheEntry != null && !ofTheEntry.equals(published.get(i))) {
                findings.add(
                        "%s, entry %d".formatted(Tiles.path(0, index, published.size()), seq),
                        "the leaf hash of the entry, " + ofTheEntry.base64(),
                        published.get(i).base64());
            }
        }
    }

    private void bundle(long index, List<Hash> published) {
        String path = Tiles.entriesPath(index, published.size());
        List<byte[]> leafData = objects.apply(path)
                .or(() -> objects.apply(Tiles.entriesPath(index, Tile.WIDTH)))
                .map(bytes -> parsed(path, bytes))
                .orElseThrow(() -> new CanaryFindings.PublishedObjectWrong(path + " is not there"));
        List<Hash> found = leafData.stream()
                .limit(published.size())
                .map(MerkleTree::leafHash)
                .toList();
        for (int i = 0; i < published.size(); i++) {
            Optional<Hash> leaf = i < found.size() ? Optional.of(found.get(i)) : Optional.empty();
            if (!leaf.equals(Optional.of(published.get(i)))) {
                findings.add(
                        "%s, entry %d".formatted(path, index * Tile.WIDTH + i),
                        "the leaf hash in the tile, " + published.get(i).base64(),
                        leaf.map(Hash::base64).orElse("nothing"));
                return;
            }
        }
    }

    private static List<byte[]> parsed(String path, byte[] bytes) {
        try {
            return EntryBundle.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new CanaryFindings.PublishedObjectWrong(path + ": " + e.getMessage());
        }
    }

    private void above(long index, List<Hash> published) {
        if (published.size() == Tile.WIDTH) {
            Hash above = hashes.read(List.of(new NodeIndex(HEIGHT, index))).getFirst();
            findings.equal(
                    "%s, root of %s".formatted(pathAbove(index), Tiles.path(0, index, Tile.WIDTH)),
                    Frontier.EMPTY.appendAll(published).root().base64(),
                    above.base64());
        }
    }

    private String pathAbove(long index) {
        long nodes = newest.size() >> HEIGHT;
        long tile = index / Tile.WIDTH;
        return Tiles.path(1, tile, (int) Math.min(Tile.WIDTH, nodes - tile * Tile.WIDTH));
    }
}
