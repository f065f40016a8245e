package io.certtrail.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A node of the RFC 6962 §2.1 tree of some size, named by its leaves [from, to): the whole tree, or what the split at
 * the largest power of two below its size makes of another one. Only one that ends where the tree ends may be
 * incomplete.
 */
record Subtree(long from, long to) {
    long leaves() {
        return to - from;
    }

    boolean isComplete() {
        return Long.bitCount(leaves()) == 1;
    }

    /** Where its two children meet; for more than one leaf. */
    long split() {
        return from + Long.highestOneBit(leaves() - 1);
    }

    Subtree left() {
        return new Subtree(from, split());
    }

    Subtree right() {
        return new Subtree(split(), to);
    }

    /** The complete subtrees that its root is made of, left to right; itself if it is one. */
    List<NodeIndex> parts() {
        List<NodeIndex> parts = new ArrayList<>();
        for (long at = from; at < to; ) {
            int level = Long.numberOfTrailingZeros(Long.highestOneBit(to - at));
            parts.add(new NodeIndex(level, at >> level));
            at += 1L << level;
        }
        return parts;
    }

    /** The root hashes of several subtrees, by one read. */
    static List<Hash> roots(List<Subtree> subtrees, HashReader reader) {
        List<NodeIndex> wanted = new ArrayList<>();
        subtrees.forEach(subtree -> wanted.addAll(subtree.parts()));
        List<Hash> found = wanted.isEmpty() ? List.of() : reader.read(wanted);
        if (found.size() != wanted.size()) {
            throw new IllegalStateException("asked for " + wanted.size() + " hashes, got " + found.size());
        }
        List<Hash> roots = new ArrayList<>(subtrees.size());
        int at = 0;
        for (Subtree subtree : subtrees) {
            int count = Long.bitCount(subtree.leaves());
            roots.add(new Frontier(subtree.leaves(), found.subList(at, at + count)).root());
            at += count;
        }
        return roots;
    }
}
