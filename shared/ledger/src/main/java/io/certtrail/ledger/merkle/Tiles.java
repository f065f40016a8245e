package io.certtrail.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/** The layout of a published log: C2SP tlog-tiles, below the log's prefix. */
public final class Tiles {
    /** Where the newest signed checkpoint is. */
    public static final String CHECKPOINT_PATH = "checkpoint";

    private static final int GROUP = 1000;

    private Tiles() {}

    /** {@code tile/<L>/<N>[.p/<W>]}. */
    public static String path(int level, long index, int width) {
        return "tile/" + level + '/' + place(index, width);
    }

    /** {@code tile/entries/<N>[.p/<W>]}: the bundle of the leaf data below the tile of level 0 with the same index. */
    public static String entriesPath(long index, int width) {
        return "tile/entries/" + place(index, width);
    }

    /** The index in groups of three digits, all but the last after an {@code x}; the width if it is not full. */
    private static String place(long index, int width) {
        if (index < 0 || width < 1 || width > Tile.WIDTH) {
            throw new IllegalArgumentException("no tile " + index + " of width " + width);
        }
        StringBuilder place = new StringBuilder(group(index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            place.insert(0, 'x' + group(rest % GROUP) + '/');
        }
        return width == Tile.WIDTH
                ? place.toString()
                : place.append(".p/").append(width).toString();
    }

    private static String group(long number) {
        String digits = Long.toString(number);
        return "0".repeat(3 - digits.length()) + digits;
    }

    /**
     * The tiles that a log of {@code newSize} leaves has and one of {@code oldSize} has not, lower levels first: the
     * full ones, and the last one of each level in its new width.
     *
     * @throws IllegalArgumentException unless 0 &lt;= oldSize &lt;= newSize
     */
    public static List<Tile> newTiles(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a log does not shrink from " + oldSize + " to " + newSize);
        }
        List<Tile> tiles = new ArrayList<>();
        for (int level = 0; newSize >> (level * Tile.HEIGHT) > 0; level++) {
            long oldNodes = oldSize >> (level * Tile.HEIGHT);
            long newNodes = newSize >> (level * Tile.HEIGHT);
            if (oldNodes == newNodes) {
                continue;
            }
            for (long index = oldNodes / Tile.WIDTH; index * Tile.WIDTH < newNodes; index++) {
                tiles.add(tile(level, index, newNodes));
            }
        }
        return tiles;
    }

    /** The tile that holds a node, as wide as it is in a tree of {@code size} leaves. */
    static Tile of(NodeIndex node, long size) {
        int level = node.level() / Tile.HEIGHT;
        long below = node.index() << (node.level() % Tile.HEIGHT);
        return tile(level, below / Tile.WIDTH, size >> (level * Tile.HEIGHT));
    }

    private static Tile tile(int level, long index, long nodes) {
        return new Tile(level, index, (int) Math.min(Tile.WIDTH, nodes - index * Tile.WIDTH));
    }
}
