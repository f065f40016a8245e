package io.certtrail.ledger.entry;

import io.certtrail.ledger.merkle.Sha256;
import java.security.MessageDigest;

/**
 * The salts of one seed: HMAC-SHA256 (RFC 2104) with both key blocks hashed once. {@code javax.crypto.Mac} would give
 * the same, at twice the hashing. Not thread-safe.
 */
final class Salts {
    private static final int BLOCK = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    Salts(byte[] seed) {
        inner = keyed(seed, (byte) 0x36);
        outer = keyed(seed, (byte) 0x5C);
    }

    private static MessageDigest keyed(byte[] seed, byte pad) {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) ((i < seed.length ? seed[i] : 0) ^ pad);
        }
        MessageDigest digest = Sha256.digest();
        digest.update(block);
        return digest;
    }

    byte[] of(Attribute attribute) {
        MessageDigest first = Sha256.copy(inner);
        first.update(attribute.ascii());
        MessageDigest second = Sha256.copy(outer);
        second.update(first.digest());
        return second.digest();
    }
}
