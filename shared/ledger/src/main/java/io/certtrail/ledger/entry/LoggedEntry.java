package io.certtrail.ledger.entry;

/**
 * An entry with its place in the chain and the seed of its commitments.
 *
 * @param seq the leaf's index in the tree, from 0
 */
public record LoggedEntry(long seq, Entry entry, Seed seed) {
    /**
     * A logged entry.
     *
     * @throws IllegalArgumentException if {@code seq} is negative
     */
    public LoggedEntry {
        if (seq < 0) {
            throw new IllegalArgumentException("a leaf's index is not negative, found " + seq);
        }
    }

    public Leaf leaf() {
        return Leaf.of(entry, seed);
    }
}
