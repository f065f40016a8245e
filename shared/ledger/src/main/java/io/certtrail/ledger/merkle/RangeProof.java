package io.certtrail.ledger.merkle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Shows that some leaves are exactly those of a range of a tree. The proof is the root hashes of the largest subtrees
 * outside the range, found by a walk from the root, left part first: a subtree that lies outside contributes its root
 * hash and is not entered, one inside is computed from its leaves.
 */
public final class RangeProof {
    /** No proof has more hashes, whatever the size of the tree. */
    public static final int MAX_NODES = 128;

    private RangeProof() {}

    /**
     * The proof for the leaves [from, to) of the tree of {@code size} leaves.
     *
     * @throws IllegalArgumentException unless 0 &lt;= from &lt;= to &lt;= size
     */
    public static List<Hash> nodes(long size, long from, long to, HashReader reader) {
        return Subtree.roots(outside(size, from, to), reader);
    }

    /** How many hashes the proof has. */
    public static int count(long size, long from, long to) {
        return outside(size, from, to).size();
    }

    /**
     * The tree's root as it follows from the proof and the leaves, read one at a time.
     *
     * @throws ProofException if there are too few or too many nodes or leaves
     * @throws IllegalArgumentException unless 0 &lt;= from &lt;= to &lt;= size
     */
    public static Hash root(long size, long from, long to, List<Hash> nodes, Iterator<Hash> leafHashes) {
        RangeRoot range = new RangeRoot(size, from, to, nodes);
        leafHashes.forEachRemaining(range::add);
        return range.root();
    }

    /** The contributing subtrees, in the order of the walk. */
    static List<Subtree> outside(long size, long from, long to) {
        if (from < 0 || from > to || to > size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no range " + from + " to " + to);
        }
        List<Subtree> outside = new ArrayList<>();
        if (size > 0) {
            walk(new Subtree(0, size), from, to, outside);
        }
        return outside;
    }

    private static void walk(Subtree tree, long from, long to, List<Subtree> outside) {
        if (tree.to() <= from || tree.from() >= to) {
            outside.add(tree);
        } else if (tree.from() < from || tree.to() > to) {
            walk(tree.left(), from, to, outside);
            walk(tree.right(), from, to, outside);
        }
    }
}
