package io.certtrail.ledger.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Shows that one tree is a later state of another: PROOF(m, D[n]) of RFC 6962 §2.1.2. */
public final class ConsistencyProof {
    private ConsistencyProof() {}

    /**
     * The proof that the tree of {@code newSize} leaves begins with the tree of {@code oldSize}. Empty if either is
     * empty or both are the same.
     *
     * @throws IllegalArgumentException unless 0 &lt;= oldSize &lt;= newSize
     */
    public static List<Hash> make(long oldSize, long newSize, HashReader reader) {
        requireOrder(oldSize, newSize);
        return oldSize == 0 ? List.of() : Subtree.roots(nodes(oldSize, newSize), reader);
    }

    /** The subtrees of the proof, in its order; {@code oldSize} is at least 1. */
    private static List<Subtree> nodes(long oldSize, long newSize) {
        List<Subtree> nodes = new ArrayList<>();
        Subtree tree = new Subtree(0, newSize);
        while (tree.to() != oldSize) {
            boolean goesLeft = oldSize <= tree.split();
            nodes.add(goesLeft ? tree.right() : tree.left());
            tree = goesLeft ? tree.left() : tree.right();
        }
        if (tree.from() > 0) {
            nodes.add(tree); // otherwise it is the old tree itself, whose root the verifier has
        }
        Collections.reverse(nodes);
        return nodes;
    }

    /**
     * Whether the proof shows that the tree of {@code newSize} and {@code newRoot} begins with that of {@code oldSize}
     * and {@code oldRoot} (RFC 9162 §2.1.4.2). Every tree begins with the empty one.
     */
    public static boolean verify(long oldSize, long newSize, Hash oldRoot, Hash newRoot, List<Hash> proof) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return proof.isEmpty() && oldRoot.equals(newRoot);
        }
        if (oldSize == 0) {
            return proof.isEmpty() && oldRoot.equals(MerkleTree.EMPTY_ROOT);
        }
        return proof.size() == nodes(oldSize, newSize).size() && rebuilds(oldSize, newSize, oldRoot, newRoot, proof);
    }

    /** Both roots from the proof, whose length is right; 0 &lt; oldSize &lt; newSize. */
    private static boolean rebuilds(long oldSize, long newSize, Hash oldRoot, Hash newRoot, List<Hash> proof) {
        boolean beginsWithOldRoot = Long.bitCount(oldSize) == 1;
        int complete = Long.numberOfTrailingZeros(oldSize); // levels on which the old tree's last node is whole
        long node = (oldSize - 1) >> complete;
        long last = (newSize - 1) >> complete;
        Hash start = beginsWithOldRoot ? oldRoot : proof.getFirst();
        Hash fromOld = start;
        Hash fromNew = start;
        for (Hash hash : beginsWithOldRoot ? proof : proof.subList(1, proof.size())) {
            if ((node & 1) == 1 || node == last) {
                fromOld = MerkleTree.nodeHash(hash, fromOld);
                fromNew = MerkleTree.nodeHash(hash, fromNew);
                int up = Long.numberOfTrailingZeros(node);
                node >>= up;
                last >>= up;
            } else {
                fromNew = MerkleTree.nodeHash(fromNew, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return fromOld.equals(oldRoot) && fromNew.equals(newRoot);
    }

    private static void requireOrder(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException(
                    "a tree of " + newSize + " leaves does not begin with one of " + oldSize);
        }
    }
}
