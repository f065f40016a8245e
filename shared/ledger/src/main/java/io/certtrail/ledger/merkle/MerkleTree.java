package io.certtrail.ledger.merkle;

import java.security.MessageDigest;

/** The hashes of RFC 6962 §2.1. */
public final class MerkleTree {
    /** The root of the tree without leaves: SHA-256 of nothing. */
    public static final Hash EMPTY_ROOT = Hash.sha256(new byte[0]);

    private static final byte LEAF_PREFIX = 0x00;
    private static final byte NODE_PREFIX = 0x01;

    private MerkleTree() {}

    /** SHA-256(0x00 ‖ data). */
    public static Hash leafHash(byte[] data) {
        return leafHash(data, Sha256.digest());
    }

    /** The same with a digest at hand, which is then as new. */
    public static Hash leafHash(byte[] data, MessageDigest sha256) {
        sha256.update(LEAF_PREFIX);
        sha256.update(data);
        return Hash.finish(sha256);
    }

    /** SHA-256(0x01 ‖ left ‖ right). */
    public static Hash nodeHash(Hash left, Hash right) {
        return nodeHash(left, right, Sha256.digest());
    }

    static Hash nodeHash(Hash left, Hash right, MessageDigest sha256) {
        sha256.update(NODE_PREFIX);
        left.update(sha256);
        right.update(sha256);
        return Hash.finish(sha256);
    }
}
