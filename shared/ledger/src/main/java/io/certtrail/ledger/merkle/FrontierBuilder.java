package io.certtrail.ledger.merkle;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Appends leaf after leaf to a frontier, with as much memory as the tree is high. Not thread-safe. */
public final class FrontierBuilder {
    private final MessageDigest sha256 = Sha256.digest();
    /** The smallest subtree, the last one, on top. */
    private final ArrayDeque<Hash> stack = new ArrayDeque<>();

    private long size;

    public FrontierBuilder(Frontier start) {
        size = start.size();
        start.roots().forEach(stack::push);
    }

    public long size() {
        return size;
    }

    /** Appends a leaf: it closes as many subtrees as {@code size} has one bits at its end. */
    public void add(Hash leafHash) {
        Hash hash = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = MerkleTree.nodeHash(stack.pop(), hash, sha256);
        }
        stack.push(hash);
        size = Math.addExact(size, 1);
    }

    public Frontier build() {
        List<Hash> roots = new ArrayList<>(stack.size());
        stack.descendingIterator().forEachRemaining(roots::add);
        return new Frontier(size, roots);
    }

    /** The root of the tree so far. More leaves may follow. */
    public Hash root() {
        Iterator<Hash> smallestFirst = stack.iterator();
        if (!smallestFirst.hasNext()) {
            return MerkleTree.EMPTY_ROOT;
        }
        Hash root = smallestFirst.next();
        while (smallestFirst.hasNext()) {
            root = MerkleTree.nodeHash(smallestFirst.next(), root, sha256);
        }
        return root;
    }
}
