package io.certtrail.ledger.checkpoint;

/** Signs notes, and whatever else its key is for. Thread-safe. */
public interface NoteSigner {
    /** The key's name; for checkpoints the origin. */
    String name();

    /** The Ed25519 signature (RFC 8032) of a message of at most 4,096 bytes: 64 bytes. */
    byte[] sign(byte[] message);

    /** The key that verifies it. */
    VerifierKey verifierKey();
}
