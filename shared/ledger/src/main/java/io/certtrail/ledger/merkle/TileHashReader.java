package io.certtrail.ledger.merkle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hashes of a published tree of some size from its tiles. It keeps the tiles that it has read, so it is for
 * one proof or a few, not for ever. It checks their length alone: a proof made of wrong hashes fails when verified. Not
 * thread-safe.
 */
public final class TileHashReader implements HashReader {
    private final long size;
    private final Function<String, byte @Nullable []> source;
    private final Map<Tile, byte[]> read = new HashMap<>();

    /**
     * A reader of the tree of {@code size} leaves.
     *
     * @param source gives the object at a path of {@link Tiles}, or null if there is none; what it throws is passed on
     */
    public TileHashReader(long size, Function<String, byte @Nullable []> source) {
        this.size = size;
        this.source = source;
    }

    /**
     * The hashes, each computed from a tile.
     *
     * @throws IllegalArgumentException if the tree does not have one of the nodes
     * @throws IllegalStateException if a tile is missing or too short
     */
    @Override
    public List<Hash> read(List<NodeIndex> nodes) {
        List<Hash> hashes = new ArrayList<>(nodes.size());
        for (NodeIndex node : nodes) {
            hashes.add(read(node));
        }
        return hashes;
    }

    private Hash read(NodeIndex node) {
        if (node.endLeaf() > size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no " + node);
        }
        Tile tile = Tiles.of(node, size);
        byte[] data = read.computeIfAbsent(tile, this::fetch);
        int below = 1 << (node.level() % Tile.HEIGHT);
        int first = (int) (node.index() * below - tile.index() * Tile.WIDTH);
        FrontierBuilder builder = new FrontierBuilder(Frontier.EMPTY);
        for (int i = first; i < first + below; i++) {
            builder.add(Hash.at(data, i * Hash.SIZE));
        }
        return builder.root();
    }

    /** A partial tile may be gone once its full one is there. */
    private byte[] fetch(Tile tile) {
        byte[] data = source.apply(tile.path());
        if (data == null && !tile.isFull()) {
            data = source.apply(Tiles.path(tile.level(), tile.index(), Tile.WIDTH));
        }
        if (data == null) {
            throw new IllegalStateException("the log of " + size + " leaves has no " + tile.path());
        }
        if (data.length < tile.width() * Hash.SIZE) {
            throw new IllegalStateException(
                    tile.path() + " has " + tile.width() * Hash.SIZE + " bytes, found " + data.length);
        }
        return data;
    }
}
