package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Utf8Sink;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.merkle.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;

/**
 * What the tree holds of an entry: its id in the open, and a salted commitment to each attribute. It says nothing about
 * their values, and any one of them can be opened alone, with its salt. Immutable.
 */
public final class Leaf {
    /** A leaf's length in bytes: version, id, ten commitments. */
    public static final int SIZE = 1 + 16 + Attribute.values().length * Hash.SIZE;

    /** The first byte. */
    public static final byte VERSION = 0x01;

    private static final int COMMITMENTS_AT = 1 + 16;

    private final byte[] data;
    private final Hash hash;

    private Leaf(byte[] data, MessageDigest sha256) {
        this.data = data;
        this.hash = MerkleTree.leafHash(data, sha256);
    }

    /**
     * The leaf of an entry.
     *
     * @throws EntryException if the entry is larger than {@link EntryLimits#MAX_ENTRY_BYTES}
     */
    public static Leaf of(Entry entry, Seed seed) {
        MessageDigest sha256 = Sha256.digest();
        Salts salts = seed.salts();
        Utf8Sink sink = new Utf8Sink(512);
        ByteBuffer data = ByteBuffer.allocate(SIZE)
                .put(VERSION)
                .putLong(entry.id().getMostSignificantBits())
                .putLong(entry.id().getLeastSignificantBits());
        int bytes = 0;
        for (Attribute attribute : Attribute.ALL) {
            sink.clear();
            attribute.write(entry, sink);
            bytes += sink.size();
            data.put(commit(attribute, sink, salts.of(attribute), sha256));
        }
        EntryLimits.requireSize(bytes);
        return new Leaf(data.array(), sha256);
    }

    /**
     * The leaf that someone else made.
     *
     * @throws IllegalArgumentException unless these are 337 bytes that begin with the version 0x01
     */
    public static Leaf parse(byte[] data) {
        if (data.length != SIZE || data[0] != VERSION) {
            throw new IllegalArgumentException("leaf data is " + SIZE + " bytes that begin with 01, found "
                    + data.length + " bytes" + (data.length == 0 ? "" : " that begin with %02x".formatted(data[0])));
        }
        return new Leaf(data.clone(), Sha256.digest());
    }

    /** The commitment to a value: SHA-256(salt ‖ name ‖ 0x00 ‖ JCS(value)). */
    public static Hash commitment(Attribute attribute, Json value, byte[] salt) {
        Utf8Sink sink = new Utf8Sink(256);
        Jcs.write(value, sink);
        return Hash.of(commit(attribute, sink, salt, Sha256.digest()));
    }

    private static byte[] commit(Attribute attribute, Utf8Sink jcs, byte[] salt, MessageDigest sha256) {
        sha256.update(salt);
        sha256.update(attribute.ascii());
        sha256.update((byte) 0);
        jcs.digest(sha256);
        return sha256.digest();
    }

    /** A copy of the 337 bytes. */
    public byte[] data() {
        return data.clone();
    }

    /** The leaf's hash in the tree: SHA-256(0x00 ‖ data). */
    public Hash hash() {
        return hash;
    }

    public UUID id() {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        return new UUID(buffer.getLong(1), buffer.getLong(9));
    }

    /** The leaf's commitment to an attribute. */
    public Hash commitment(Attribute attribute) {
        int at = COMMITMENTS_AT + Attribute.ALL.indexOf(attribute) * Hash.SIZE;
        return Hash.of(Arrays.copyOfRange(data, at, at + Hash.SIZE));
    }

    /** Whether this value, with this salt, is what the leaf commits to. */
    public boolean commitsTo(Attribute attribute, Json value, byte[] salt) {
        return salt.length == Hash.SIZE && commitment(attribute).equals(commitment(attribute, value, salt));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Leaf leaf && Arrays.equals(data, leaf.data);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "Leaf[" + hash + "]";
    }
}
