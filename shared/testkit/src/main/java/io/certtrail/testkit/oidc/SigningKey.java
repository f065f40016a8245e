package io.certtrail.testkit.oidc;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A provider's key and the tokens it signs, made by the JDK and no library of JWTs. Immutable. */
public final class SigningKey {
    private static final int COORDINATE_BYTES = 32;
    private static final int SALT_BYTES = 32;

    private final String keyId;
    private final String algorithm;
    private final KeyPair pair;

    private SigningKey(String keyId, String algorithm, KeyPair pair) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.pair = pair;
    }

    /**
     * A new key.
     *
     * @param algorithm RS256, PS256, ES256, EdDSA or Ed25519
     */
    public static SigningKey make(String keyId, String algorithm) {
        return make(keyId, algorithm, 2_048);
    }

    /**
     * A new key.
     *
     * @param algorithm RS256, PS256, ES256, EdDSA or Ed25519
     * @param rsaBits of an RSA key; the others have one size
     */
    public static SigningKey make(String keyId, String algorithm, int rsaBits) {
        try {
            return new SigningKey(
                    keyId, algorithm, generator(algorithm, rsaBits).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key under another name, or used with another algorithm. */
    public SigningKey as(String otherKeyId, String otherAlgorithm) {
        return new SigningKey(otherKeyId, otherAlgorithm, pair);
    }

    private static KeyPairGenerator generator(String algorithm, int rsaBits) throws GeneralSecurityException {
        return switch (algorithm) {
            case "ES256" -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                yield generator;
            }
            case "EdDSA", "Ed25519" -> KeyPairGenerator.getInstance("Ed25519");
            default -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(rsaBits);
                yield generator;
            }
        };
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /** As a provider publishes it (RFC 7517 §4). */
    public Json.Obj jwk() {
        Json.ObjBuilder jwk = Json.obj().put("kid", keyId).put("use", "sig").put("alg", algorithm);
        return switch (pair.getPublic()) {
            case RSAPublicKey rsa ->
                jwk.put("kty", "RSA")
                        .put("n", part(unsigned(rsa.getModulus(), 0)))
                        .put("e", part(unsigned(rsa.getPublicExponent(), 0)))
                        .build();
            case ECPublicKey ec ->
                jwk.put("kty", "EC")
                        .put("crv", "P-256")
                        .put("x", part(unsigned(ec.getW().getAffineX(), COORDINATE_BYTES)))
                        .put("y", part(unsigned(ec.getW().getAffineY(), COORDINATE_BYTES)))
                        .build();
            default -> {
                byte[] spki = pair.getPublic().getEncoded();
                yield jwk.put("kty", "OKP")
                        .put("crv", "Ed25519")
                        .put("x", part(Arrays.copyOfRange(spki, spki.length - COORDINATE_BYTES, spki.length)))
                        .build();
            }
        };
    }

    /** The document of all keys (RFC 7517 §5). */
    public static Json.Obj set(SigningKey... keys) {
        Json[] jwks = Arrays.stream(keys).map(SigningKey::jwk).toArray(Json[]::new);
        return Json.obj().put("keys", Json.arr(jwks)).build();
    }

    /** A token with this key's own header. */
    public String token(Json.Obj claims) {
        return token(
                Json.obj()
                        .put("alg", algorithm)
                        .put("kid", keyId)
                        .put("typ", "JWT")
                        .build(),
                claims);
    }

    /** A token with whatever its header says, signed by this key as its algorithm does. */
    public String token(Json.Obj header, Json.Obj claims) {
        String signed = part(Jcs.bytes(header)) + "." + part(Jcs.bytes(claims));
        return signed + "." + part(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signature = signature();
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return switch (algorithm) {
            case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case "EdDSA", "Ed25519" -> Signature.getInstance("Ed25519");
            case "PS256" -> {
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(
                        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, 1));
                yield signature;
            }
            default -> Signature.getInstance("SHA256withRSA");
        };
    }

    /** Base64url without padding (RFC 7515 §2). */
    public static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] unsigned(BigInteger number, int leastBytes) {
        byte[] signed = number.toByteArray();
        byte[] shortest = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        byte[] padded = new byte[Math.max(shortest.length, leastBytes)];
        System.arraycopy(shortest, 0, padded, padded.length - shortest.length, shortest.length);
        return padded;
    }
}
