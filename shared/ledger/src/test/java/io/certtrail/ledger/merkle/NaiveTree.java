package io.certtrail.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962 §2.1 word for word, over the list of all leaf hashes: slow, and shares nothing with what it checks. */
final class NaiveTree implements HashReader {
    private final List<Hash> leaves;

    NaiveTree(List<Hash> leaves) {
        this.leaves = leaves;
    }

    /** MTH(D[n]). */
    static Hash root(List<Hash> d) {
        if (d.isEmpty()) {
            return Hash.sha256(new byte[0]);
        }
        if (d.size() == 1) {
            return d.getFirst();
        }
        int k = split(d.size());
        byte[] node = new byte[65];
        node[0] = 1;
        System.arraycopy(root(d.subList(0, k)).bytes(), 0, node, 1, 32);
        System.arraycopy(root(d.subList(k, d.size())).bytes(), 0, node, 33, 32);
        return Hash.sha256(node);
    }

    /** PATH(m, D[n]). */
    static List<Hash> path(int m, List<Hash> d) {
        if (d.size() == 1) {
            return List.of();
        }
        int k = split(d.size());
        boolean left = m < k;
        List<Hash> path = new ArrayList<>(left ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, d.size())));
        path.add(left ? root(d.subList(k, d.size())) : root(d.subList(0, k)));
        return path;
    }

    /** PROOF(m, D[n]). */
    static List<Hash> proof(int m, List<Hash> d) {
        return subproof(m, d, true);
    }

    private static List<Hash> subproof(int m, List<Hash> d, boolean b) {
        if (m == d.size()) {
            return b ? List.of() : List.of(root(d));
        }
        int k = split(d.size());
        boolean left = m <= k;
        List<Hash> proof = new ArrayList<>(
                left ? subproof(m, d.subList(0, k), b) : subproof(m - k, d.subList(k, d.size()), false));
        proof.add(left ? root(d.subList(k, d.size())) : root(d.subList(0, k)));
        return proof;
    }

    /** The walk of the format's page, over the leaves [a, a + d.size()). */
    static List<Hash> range(int a, List<Hash> d, int from, int to) {
        if (a + d.size() <= from || a >= to) {
            return List.of(root(d));
        }
        if (d.size() == 1) {
            return List.of();
        }
        int k = split(d.size());
        List<Hash> nodes = new ArrayList<>(range(a, d.subList(0, k), from, to));
        nodes.addAll(range(a + k, d.subList(k, d.size()), from, to));
        return nodes;
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    @Override
    public List<Hash> read(List<NodeIndex> nodes) {
        return nodes.stream()
                .map(node -> root(leaves.subList((int) node.firstLeaf(), (int) node.endLeaf())))
                .toList();
    }
}
