package io.certtrail.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A tile of C2SP tlog-tiles: {@code width} hashes of level {@code 8 * level} of the tree, from index {@code index * 256}.
 *
 * @param width 256 for a full tile, less for one that is still growing
 */
public record Tile(int level, long index, int width) {
    /** How many hashes a full tile has. */
    public static final int WIDTH = 256;

    /** The levels of the tree from one level of tiles to the next. */
    static final int HEIGHT = 8;

    private static final int MAX_LEVEL = 7;

    /**
     * A tile.
     *
     * @throws IllegalArgumentException if no tree has it
     */
    public Tile {
        if (level < 0 || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException(
                    "no tree has a tile " + index + " of width " + width + " on level " + level);
        }
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /** Where it is in the log. */
    public String path() {
        return Tiles.path(level, index, width);
    }

    /** The nodes whose hashes it holds, in order. */
    public List<NodeIndex> nodes() {
        List<NodeIndex> nodes = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            nodes.add(new NodeIndex(level * HEIGHT, index * WIDTH + i));
        }
        return nodes;
    }

    /** The tile's bytes: its hashes, one after the other. */
    public byte[] data(List<Hash> hashes) {
        if (hashes.size() != width) {
            throw new IllegalArgumentException(path() + " has " + width + " hashes, found " + hashes.size());
        }
        byte[] data = new byte[width * Hash.SIZE];
        for (int i = 0; i < width; i++) {
            hashes.get(i).copyTo(data, i * Hash.SIZE);
        }
        return data;
    }
}
