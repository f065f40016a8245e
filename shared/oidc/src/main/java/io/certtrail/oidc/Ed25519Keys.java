package io.certtrail.oidc;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) by the JDK: the library would bring another one for it alone. */
final class Ed25519Keys {
    private static final int KEY_SIZE = 32;
    private static final int SIGNATURE_SIZE = 64;

    /** SubjectPublicKeyInfo of RFC 8410 §4, up to the key's 32 bytes. */
    private static final String SPKI = "302a300506032b6570032100";

    private Ed25519Keys() {}

    /** @throws IllegalArgumentException if the bytes are no key */
    static PublicKey of(byte[] publicKey) {
        if (publicKey.length != KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, found " + publicKey.length);
        }
        HexFormat hex = HexFormat.of();
        byte[] spki = hex.parseHex(SPKI + hex.formatHex(publicKey));
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("these 32 bytes are no Ed25519 public key", e);
        }
    }

    static boolean verify(PublicKey key, byte[] message, byte[] signature) {
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
}
