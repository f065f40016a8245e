package io.certtrail.ledger.merkle;

import java.util.List;

/**
 * All of a tree that is needed to go on appending to it: the roots of its maximal full subtrees, left to right. Their
 * sizes are the powers of two that make up {@code size}, largest first.
 *
 * @param size how many leaves the tree has
 */
public record Frontier(long size, List<Hash> roots) {
    public static final Frontier EMPTY = new Frontier(0, List.of());

    /**
     * A frontier read back.
     *
     * @throws IllegalArgumentException unless there are as many roots as {@code size} has one bits
     */
    public Frontier {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size, found " + size);
        }
        roots = List.copyOf(roots);
        if (roots.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has " + Long.bitCount(size)
                    + " roots in its frontier, found " + roots.size());
        }
    }

    /** The frontier with one more leaf. */
    public Frontier append(Hash leafHash) {
        return appendAll(List.of(leafHash));
    }

    /** The frontier with more leaves, in their order. */
    public Frontier appendAll(List<Hash> leafHashes) {
        FrontierBuilder builder = new FrontierBuilder(this);
        leafHashes.forEach(builder::add);
        return builder.build();
    }

    /** The root of the whole tree: MTH of RFC 6962 §2.1. */
    public Hash root() {
        return new FrontierBuilder(this).root();
    }
}
