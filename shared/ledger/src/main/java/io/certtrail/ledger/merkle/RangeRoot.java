package io.certtrail.ledger.merkle;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Computes a tree's root from a range proof and the range's leaves, pushed one at a time; holds as many hashes as the
 * tree is high. Not thread-safe.
 */
public final class RangeRoot {
    private final long size;
    private final long to;
    /** The subtrees right of the range, in the order of the walk. */
    private final ArrayDeque<Hash> right;
    /** All that is left of the range, and the range as far as it is known. */
    private final FrontierBuilder left;

    private final boolean isWholeTreeGiven;

    /**
     * A range without its leaves yet.
     *
     * @throws ProofException if the number of nodes is not that of the range
     * @throws IllegalArgumentException unless 0 &lt;= from &lt;= to &lt;= size
     */
    public RangeRoot(long size, long from, long to, List<Hash> nodes) {
        List<Subtree> outside = RangeProof.outside(size, from, to);
        if (nodes.size() != outside.size()) {
            throw new ProofException("the range " + from + " to " + to + " of " + size + " leaves has " + outside.size()
                    + " nodes, found " + nodes.size());
        }
        this.size = size;
        this.to = to;
        isWholeTreeGiven = size > 0 && outside.equals(List.of(new Subtree(0, size)));
        int before = isWholeTreeGiven ? 0 : Long.bitCount(from);
        left = new FrontierBuilder(new Frontier(isWholeTreeGiven ? 0 : from, nodes.subList(0, before)));
        right = new ArrayDeque<>(nodes.subList(before, nodes.size()));
    }

    /**
     * Goes on with a range of which some leaves were pushed before.
     *
     * @param soFar what {@link #soFar} gave then
     * @throws ProofException if the number of nodes is not that of the range
     * @throws IllegalArgumentException if the leaves so far end outside the range
     */
    public static RangeRoot resume(long size, long from, long to, List<Hash> nodes, Frontier soFar) {
        RangeRoot whole = new RangeRoot(size, from, to, nodes);
        if (whole.isWholeTreeGiven || soFar.size() < from || soFar.size() > to) {
            throw new IllegalArgumentException(
                    "the leaves so far end at " + soFar.size() + ", the range is " + from + " to " + to);
        }
        return new RangeRoot(whole, soFar);
    }

    private RangeRoot(RangeRoot begun, Frontier soFar) {
        size = begun.size;
        to = begun.to;
        right = begun.right;
        isWholeTreeGiven = false;
        left = new FrontierBuilder(soFar);
    }

    /** All that is left of the range, and of it what was pushed. */
    public Frontier soFar() {
        return left.build();
    }

    /**
     * The next leaf of the range.
     *
     * @throws ProofException if there were enough already
     */
    public void add(Hash leafHash) {
        if (isWholeTreeGiven || left.size() == to) {
            throw new ProofException("the range ends at " + to + ", but there is one more leaf");
        }
        left.add(leafHash);
    }

    /**
     * The root of the tree's beginning, up to the leaf that was added last: of the tree as it was at that size. Not for an
     * empty range of a tree that has leaves.
     */
    public Hash rootSoFar() {
        if (isWholeTreeGiven) {
            throw new IllegalStateException("an empty range shows no beginning of the tree");
        }
        return left.root();
    }

    /**
     * The root of the tree. To be called once.
     *
     * @throws ProofException if leaves are missing
     */
    public Hash root() {
        if (size == 0) {
            return MerkleTree.EMPTY_ROOT;
        }
        if (isWholeTreeGiven) {
            return right.pop();
        }
        if (left.size() != to) {
            throw new ProofException("the range ends at " + to + ", but the leaves end at " + left.size());
        }
        return fold(new Subtree(0, size), new ArrayDeque<>(left.build().roots()));
    }

    private Hash fold(Subtree tree, ArrayDeque<Hash> known) {
        if (tree.from() >= to) {
            return right.pop();
        }
        if (tree.to() <= to && tree.isComplete()) {
            return known.pop();
        }
        Hash leftRoot = fold(tree.left(), known);
        return MerkleTree.nodeHash(leftRoot, fold(tree.right(), known));
    }
}
