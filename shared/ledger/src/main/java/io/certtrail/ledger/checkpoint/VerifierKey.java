package io.certtrail.ledger.checkpoint;

import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.ledger.text.Base64Text;
import io.certtrail.ledger.text.HexText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Ed25519 key that verifies what one named signer signs: a verifier key of C2SP signed-note. Immutable. */
public final class VerifierKey {
    /** An Ed25519 public key's length in bytes. */
    public static final int KEY_SIZE = 32;

    /** An Ed25519 signature's length in bytes. */
    public static final int SIGNATURE_SIZE = 64;

    private static final byte ED25519 = 0x01;
    private static final Pattern TEXT = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");
    /** SubjectPublicKeyInfo of RFC 8410 §4, up to the key's 32 bytes. */
    private static final byte[] SPKI = HexText.parse("302a300506032b6570032100");

    private final String name;
    private final byte[] publicKey;
    private final String keyId;
    private final PublicKey key;

    private VerifierKey(String name, byte[] publicKey) {
        this.name = KeyNames.require(name);
        this.publicKey = publicKey;
        this.keyId = HexText.of(Arrays.copyOf(keyHash(), 4));
        this.key = decode();
    }

    /**
     * The key of that name.
     *
     * @param publicKey the 32 bytes of RFC 8032 §5.1.5, copied
     * @throws IllegalArgumentException if they are no key, or the name holds white space or a plus sign
     */
    public static VerifierKey of(String name, byte[] publicKey) {
        if (publicKey.length != KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, found " + publicKey.length);
        }
        return new VerifierKey(name, publicKey.clone());
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if it is anything else, or its key hash is another key's
     */
    public static VerifierKey parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a verifier key is name+hash+base64, found " + text);
        }
        byte[] typed = Base64Text.parse(matcher.group(3));
        if (typed.length != 1 + KEY_SIZE || typed[0] != ED25519) {
            throw new IllegalArgumentException("a verifier key is Ed25519 (01) and 32 bytes, found " + text);
        }
        VerifierKey key = new VerifierKey(matcher.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.keyId.equals(matcher.group(2))) {
            throw new IllegalArgumentException(
                    "the key's hash is " + key.keyId + ", but its text says " + matcher.group(2) + ": " + text);
        }
        return key;
    }

    public String name() {
        return name;
    }

    /** The key hash in hex: the first 4 bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key). */
    public String keyId() {
        return keyId;
    }

    /** A copy of the 32 bytes of RFC 8032 §5.1.5. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The key as one line: {@code <name>+<key hash>+<base64 of 0x01 and the public key>}. */
    public String text() {
        return name + '+' + keyId + '+' + Base64Text.of(typed());
    }

    /** Whether this key's owner made the signature. */
    public boolean verify(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_SIZE) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException e) {
            return false; // the bytes are no signature at all
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private byte[] typed() {
        byte[] typed = new byte[1 + KEY_SIZE];
        typed[0] = ED25519;
        System.arraycopy(publicKey, 0, typed, 1, KEY_SIZE);
        return typed;
    }

    private byte[] keyHash() {
        MessageDigest sha256 = Sha256.digest();
        sha256.update((name + '\n').getBytes(StandardCharsets.UTF_8));
        return sha256.digest(typed());
    }

    private PublicKey decode() {
        byte[] spki = Arrays.copyOf(SPKI, SPKI.length + KEY_SIZE);
        System.arraycopy(publicKey, 0, spki, SPKI.length, KEY_SIZE);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("these 32 bytes are no Ed25519 public key", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && name.equals(key.name) && Arrays.equals(publicKey, key.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return text();
    }
}
