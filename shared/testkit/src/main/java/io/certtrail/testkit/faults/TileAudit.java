package io.certtrail.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.merkle.EntryBundle;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.merkle.Tile;
import io.certtrail.ledger.merkle.Tiles;
import io.certtrail.testkit.publish.MemoryLogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes every tile and bundle of a log again from its leaves, by other code than the publisher's, and compares. */
final class TileAudit {
    private static final Pattern TILE =
            Pattern.compile("tile/(entries|[0-7])/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    private final MemoryLogStore log;
    private final Origin origin;
    private final List<Leaf> leaves;
    private final List<List<Hash>> levels = new ArrayList<>();

    TileAudit(MemoryLogStore log, Origin origin, List<Leaf> leaves) {
        this.log = log;
        this.origin = origin;
        this.leaves = leaves;
        List<Hash> level = leaves.stream().map(Leaf::hash).toList();
        while (!level.isEmpty()) {
            levels.add(level);
            List<Hash> next = new ArrayList<>();
            for (int end = Tile.WIDTH; end <= level.size(); end += Tile.WIDTH) {
                next.add(root(level.subList(end - Tile.WIDTH, end)));
            }
            level = next;
        }
    }

    /** MTH of RFC 6962 §2.1, as it is written there. */
    static Hash root(List<Hash> hashes) {
        if (hashes.isEmpty()) {
            return MerkleTree.EMPTY_ROOT;
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        return MerkleTree.nodeHash(root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
    }

    /** The root of the tree of the first leaves. */
    Hash root(long size) {
        return root(levels.getFirst().subList(0, Math.toIntExact(size)));
    }

    /** Whatever is published is right, and all is published that a reader of the whole tree needs. */
    void verify() {
        log.paths(origin).stream().filter(path -> path.startsWith("tile/")).forEach(this::verifyTile);
        for (int level = 0; level < levels.size(); level++) {
            int nodes = levels.get(level).size();
            for (int from = 0; from < nodes; from += Tile.WIDTH) {
                int width = Math.min(Tile.WIDTH, nodes - from);
                requireThere(Tiles.path(level, from / Tile.WIDTH, width));
                if (level == 0) {
                    requireThere(Tiles.entriesPath(from / Tile.WIDTH, width));
                }
            }
        }
    }

    private void requireThere(String path) {
        assertThat(log.read(origin, path)).as("%s is published", path).isPresent();
    }

    private void verifyTile(String path) {
        Matcher matcher = TILE.matcher(path);
        assertThat(matcher.matches()).as("%s is a tile's path", path).isTrue();
        byte[] content = log.read(origin, path).map(StoredObject::content).orElseThrow();
        int width = Optional.ofNullable(matcher.group(3)).map(Integer::parseInt).orElse(Tile.WIDTH);
        int from = Integer.parseInt(matcher.group(2).replaceAll("[x/]", "")) * Tile.WIDTH;
        int level = matcher.group(1).equals("entries") ? 0 : Integer.parseInt(matcher.group(1));
        assertThat(from + width)
                .as("%s holds what is in the chain", path)
                .isLessThanOrEqualTo(level < levels.size() ? levels.get(level).size() : 0);
        byte[] expected = matcher.group(1).equals("entries")
                ? EntryBundle.of(leaves.subList(from, from + width).stream()
                        .map(Leaf::data)
                        .toList())
                : new Tile(level, from / Tile.WIDTH, width)
                        .data(levels.get(level).subList(from, from + width));
        assertThat(content).as(path).isEqualTo(expected);
    }
}
