package io.certtrail.ledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Signs with an Ed25519 key (RFC 8032) made from its 32-byte seed. Thread-safe. */
public final class Ed25519Signer implements NoteSigner {
    /** The seed's length in bytes: RFC 8032 §5.1.5 calls it the private key. */
    public static final int SEED_SIZE = 32;

    private static final byte[] PROBE = "certtrail: does the public key fit?".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey privateKey;
    private final VerifierKey verifierKey;

    private Ed25519Signer(PrivateKey privateKey, VerifierKey verifierKey) {
        this.privateKey = privateKey;
        this.verifierKey = verifierKey;
    }

    /**
     * The signer of that name.
     *
     * @throws IllegalArgumentException unless the seed has 32 bytes and the name is one of a key
     */
    public static Ed25519Signer of(String name, byte[] seed) {
        if (seed.length != SEED_SIZE) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, found " + seed.length);
        }
        KeyPair pair = pair(seed);
        byte[] spki = pair.getPublic().getEncoded();
        byte[] publicKey = Arrays.copyOfRange(spki, spki.length - VerifierKey.KEY_SIZE, spki.length);
        Ed25519Signer signer = new Ed25519Signer(pair.getPrivate(), VerifierKey.of(name, publicKey));
        if (!holds(pair.getPrivate(), seed) || !signer.verifierKey.verify(PROBE, signer.sign(PROBE))) {
            throw new IllegalStateException("this JDK does not make an Ed25519 key from a seed as RFC 8032 says");
        }
        return signer;
    }

    /**
     * A new seed.
     *
     * @param random must be a {@link SecureRandom} outside tests
     */
    public static byte[] freshSeed(RandomGenerator random) {
        byte[] seed = new byte[SEED_SIZE];
        random.nextBytes(seed);
        return seed;
    }

    /** The JDK derives a public key only while it generates a pair: so it is handed the seed as its randomness. */
    private static KeyPair pair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new OneSeed(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static boolean holds(PrivateKey key, byte[] seed) {
        return key instanceof EdECPrivateKey ed25519
                && ed25519.getBytes().map(bytes -> Arrays.equals(bytes, seed)).orElse(false);
    }

    @Override
    public String name() {
        return verifierKey.name();
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(privateKey);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing as " + name() + " failed", e);
        }
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "Ed25519Signer[" + verifierKey.text() + "]";
    }

    private static final class OneSeed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient byte[] seed;

        OneSeed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("asked for " + bytes.length + " random bytes instead of a seed");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
