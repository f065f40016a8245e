package io.certtrail.ledger.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Shows that a leaf is in a tree: the audit path PATH(m, D[n]) of RFC 6962 §2.1.1, from the leaf's sibling upwards. */
public final class InclusionProof {
    private InclusionProof() {}

    /**
     * The proof that the leaf at {@code index} is in the tree of {@code size} leaves.
     *
     * @throws IllegalArgumentException unless 0 &lt;= index &lt; size
     */
    public static List<Hash> make(long index, long size, HashReader reader) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has none at " + index);
        }
        List<Subtree> siblings = new ArrayList<>();
        Subtree tree = new Subtree(0, size);
        while (tree.leaves() > 1) {
            boolean goesLeft = index < tree.split();
            siblings.add(goesLeft ? tree.right() : tree.left());
            tree = goesLeft ? tree.left() : tree.right();
        }
        Collections.reverse(siblings);
        return Subtree.roots(siblings, reader);
    }

    /**
     * The root that follows from a leaf and a proof (RFC 9162 §2.1.3.2).
     *
     * @throws ProofException if the proof has not the length that it must have
     * @throws IllegalArgumentException unless 0 &lt;= index &lt; size
     */
    public static Hash root(long index, long size, Hash leafHash, List<Hash> proof) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has none at " + index);
        }
        requireLength(index, size, proof);
        Hash root = leafHash;
        long node = index;
        long last = size - 1;
        for (Hash sibling : proof) {
            if ((node & 1) == 1 || node == last) {
                root = MerkleTree.nodeHash(sibling, root);
                int up = Long.numberOfTrailingZeros(node); // the last node of a level may rise several at once
                node >>= up;
                last >>= up;
            } else {
                root = MerkleTree.nodeHash(root, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return root;
    }

    /** Whether the proof shows that the leaf is at {@code index} of the tree of that size and root. */
    public static boolean verify(long index, long size, Hash leafHash, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size || proof.size() != length(index, size)) {
            return false;
        }
        return root(index, size, leafHash, proof).equals(root);
    }

    /** How many hashes the proof has: one for each level where the path has a sibling. */
    static int length(long index, long size) {
        int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
        return inner + Long.bitCount(index >> inner);
    }

    private static void requireLength(long index, long size, List<Hash> proof) {
        if (proof.size() != length(index, size)) {
            throw new ProofException("the proof for leaf " + index + " of " + size + " has " + length(index, size)
                    + " hashes, found " + proof.size());
        }
    }
}
