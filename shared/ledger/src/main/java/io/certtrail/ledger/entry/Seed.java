package io.certtrail.ledger.entry;

import io.certtrail.ledger.text.HexText;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The secret of one entry's commitments: 32 random bytes, kept beside the entry, never in the tree. Immutable. Whoever
 * has it can open every attribute.
 */
public final class Seed {
    public static final int SIZE = 32;

    private final byte[] bytes;

    private Seed(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a seed has 32 bytes, found " + bytes.length);
        }
        this.bytes = bytes;
    }

    /**
     * The seed of these bytes, copied.
     *
     * @throws IllegalArgumentException if there are not exactly 32
     */
    public static Seed of(byte[] bytes) {
        return new Seed(bytes.clone());
    }

    /**
     * Reads {@link #hex()}.
     *
     * @throws IllegalArgumentException unless the text is 64 lower-case hex digits
     */
    public static Seed ofHex(String hex) {
        return new Seed(HexText.parse(hex));
    }

    /**
     * A new seed.
     *
     * @param random must be a {@link java.security.SecureRandom} outside tests
     */
    public static Seed fresh(RandomGenerator random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return new Seed(bytes);
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexText.of(bytes);
    }

    /** What opens one attribute: HMAC-SHA256(key seed, attribute's name), 32 bytes. */
    public byte[] salt(Attribute attribute) {
        return new Salts(bytes).of(attribute);
    }

    Salts salts() {
        return new Salts(bytes);
    }

    /** In constant time, since a seed is a secret. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Seed seed && MessageDigest.isEqual(bytes, seed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Seed[hidden]";
    }
}
