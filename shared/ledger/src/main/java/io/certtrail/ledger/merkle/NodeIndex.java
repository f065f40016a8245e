package io.certtrail.ledger.merkle;

/**
 * A complete subtree: that of the leaves from {@code index * 2^level} up to, not including, {@code (index + 1) * 2^level}.
 * Its hash never changes once all of them are there.
 */
public record NodeIndex(int level, long index) {
    /**
     * A node.
     *
     * @throws IllegalArgumentException if no tree has it
     */
    public NodeIndex {
        if (level < 0 || level > 62 || index < 0 || index >= 1L << (62 - level)) {
            throw new IllegalArgumentException("no tree has a node " + index + " on level " + level);
        }
    }

    /** The first leaf below it. */
    public long firstLeaf() {
        return index << level;
    }

    /** The leaf after the last one below it: the least size of a tree that has this node. */
    public long endLeaf() {
        return (index + 1) << level;
    }
}
