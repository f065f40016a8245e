package io.certtrail.ledger.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Where SHA-256 comes from: the JDK, which uses the processor's instructions. Thread-safe. */
public final class Sha256 {
    /** Never fed: copying it is cheaper than asking all providers again. */
    private static final MessageDigest FRESH = fresh();

    private Sha256() {}

    /** A new digest. Not thread-safe. */
    public static MessageDigest digest() {
        return copy(FRESH);
    }

    /** A digest that goes on from where another one is. */
    public static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
