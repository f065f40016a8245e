package io.certtrail.evidence.seal;

import io.certtrail.domain.exports.SealKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A seal's key in this process's memory. */
public final class LocalSealKey implements SealKey {
    private static final Pattern PART = Pattern.compile("-----BEGIN [A-Z ]+-----([^-]+)-----END [A-Z ]+-----");

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    /** @param pair on P-256 */
    public LocalSealKey(KeyPair pair) {
        privateKey = pair.getPrivate();
        publicKey = pair.getPublic().getEncoded();
    }

    /**
     * Reads {@link #pem}.
     *
     * @throws IllegalArgumentException if it is anything else; the message holds nothing of it
     */
    public static LocalSealKey parse(String pem) {
        try {
            List<byte[]> parts = PART.matcher(pem)
                    .results()
                    .map(part -> Base64.getMimeDecoder().decode(part.group(1)))
                    .toList();
            if (parts.size() != 2) {
                throw new IllegalArgumentException("expected a private and a public key, found " + parts.size());
            }
            KeyFactory keys = KeyFactory.getInstance("EC");
            return new LocalSealKey(new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(parts.getLast())),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(parts.getFirst()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the seal's key can't be read");
        }
    }

    /** A key pair as PEM (RFC 7468): the private key (PKCS #8), then the public one. */
    public static String pem(KeyPair pair) {
        Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(
                        base64.encodeToString(pair.getPrivate().getEncoded()),
                        base64.encodeToString(pair.getPublic().getEncoded()));
    }

    /** A new key. */
    public static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] sha256) {
        try {
            Signature signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(privateKey);
            signature.update(sha256);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the seal's key does not sign", e);
        }
    }
}
