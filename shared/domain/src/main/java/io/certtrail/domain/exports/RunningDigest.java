package io.certtrail.domain.exports;

import java.security.MessageDigest;

/**
 * SHA-256 (FIPS 180-4) that can be put down and taken up again in another process, which the JDK's can't. It can be
 * cloned. For one thread.
 */
public abstract class RunningDigest extends MessageDigest {
    protected RunningDigest() {
        super("SHA-256");
    }

    /** What it takes to go on from here. */
    public abstract byte[] state();

    /** Where such digests come from. Thread-safe. */
    public interface Source {
        RunningDigest begin();

        /**
         * A digest that goes on.
         *
         * @param state what {@link #state} gave
         * @throws IllegalArgumentException if it did not give that
         */
        RunningDigest resume(byte[] state);
    }
}
