package io.certtrail.ledger.merkle;

import io.certtrail.ledger.text.Base64Text;
import io.certtrail.ledger.text.HexText;
import java.security.MessageDigest;
import java.util.Arrays;

/** A SHA-256 hash. Immutable. */
public final class Hash {
    /** How many bytes a hash has. */
    public static final int SIZE = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash of these bytes, copied.
     *
     * @throws IllegalArgumentException if there are not exactly 32
     */
    public static Hash of(byte[] bytes) {
        return new Hash(sized(bytes.clone()));
    }

    /** The 32 bytes from {@code offset} on, copied. */
    static Hash at(byte[] bytes, int offset) {
        return new Hash(sized(Arrays.copyOfRange(bytes, offset, offset + SIZE)));
    }

    /**
     * Reads {@link #hex()}.
     *
     * @throws IllegalArgumentException unless the text is 64 lower-case hex digits
     */
    public static Hash ofHex(String hex) {
        return new Hash(sized(HexText.parse(hex)));
    }

    /**
     * Reads {@link #base64()}.
     *
     * @throws IllegalArgumentException unless the text is the canonical base64 of 32 bytes
     */
    public static Hash ofBase64(String base64) {
        return new Hash(sized(Base64Text.parse(base64)));
    }

    /** The SHA-256 of some bytes. */
    public static Hash sha256(byte[] data) {
        return new Hash(Sha256.digest().digest(data));
    }

    /** Finishes a SHA-256; the digest is then as new. */
    public static Hash finish(MessageDigest sha256) {
        return new Hash(sized(sha256.digest()));
    }

    private static byte[] sized(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, found " + bytes.length);
        }
        return bytes;
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexText.of(bytes);
    }

    /** Writes {@link #hex()} to a place in a buffer, in ASCII. */
    public void hexTo(byte[] target, int offset) {
        HexText.write(bytes, target, offset);
    }

    public String base64() {
        return Base64Text.of(bytes);
    }

    /** Feeds the 32 bytes to a digest. */
    public void update(MessageDigest digest) {
        digest.update(bytes);
    }

    /** Copies the 32 bytes to a place in a buffer. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hex. */
    @Override
    public String toString() {
        return hex();
    }
}
