package io.certtrail.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.certtrail.domain.oidc.JwtAlgorithm;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWK set (RFC 7517 §5). A key that is not understood, too small, not for signatures or secret is passed over, so
 * that the others serve; a document that is no set of keys is refused.
 */
final class KeySetReader {
    private static final int MOST_KEYS = 100;
    private static final int MAX_DEPTH = 8;
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_RSA_BITS = 8_192;

    /** Of a key's members the library sees these: no private part, no certificate, no address of one. */
    private static final List<String> READ = List.of("kty", "n", "e", "crv", "x", "y");

    private KeySetReader() {}

    /** @throws IOException if this is no set of keys */
    static List<ProviderKey> read(byte[] document) throws IOException {
        if (!(object(document).get("keys") instanceof Json.Arr(List<Json> items)) || items.size() > MOST_KEYS) {
            throw new IOException("expected a list of at most %d as keys".formatted(MOST_KEYS));
        }
        List<ProviderKey> keys = new ArrayList<>();
        for (Json item : items) {
            if (item instanceof Json.Obj key) {
                key(key).ifPresent(keys::add);
            }
        }
        return List.copyOf(keys);
    }

    static Json.Obj object(byte[] document) throws IOException {
        try {
            if (JsonReader.parse(document, MAX_DEPTH) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonException e) {
            throw new IOException("the document is not JSON as it is read here: " + e.getMessage(), e);
        }
        throw new IOException("the document is no object of JSON");
    }

    private static Optional<ProviderKey> key(Json.Obj key) {
        Set<JwtAlgorithm> algorithms = algorithms(key);
        if (algorithms.isEmpty() || !isForSignatures(key)) {
            return Optional.empty();
        }
        try {
            String kid = text(key, "kid");
            PublicKey decoded = decode(String.valueOf(text(key, "kty")), members(key));
            return isSafe(decoded) ? Optional.of(new ProviderKey(kid, algorithms, decoded)) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** What the key's kind can do, and {@code alg} allows it. */
    private static Set<JwtAlgorithm> algorithms(Json.Obj key) {
        String kind = text(key, "kty") + "/" + text(key, "crv");
        Set<JwtAlgorithm> able = switch (kind) {
            case "RSA/null" -> EnumSet.of(JwtAlgorithm.RS256, JwtAlgorithm.PS256);
            case "EC/P-256" -> EnumSet.of(JwtAlgorithm.ES256);
            case "OKP/Ed25519" -> EnumSet.of(JwtAlgorithm.EDDSA, JwtAlgorithm.ED25519);
            default -> EnumSet.noneOf(JwtAlgorithm.class);
        };
        boolean edwards = able.contains(JwtAlgorithm.EDDSA);
        if (key.has("alg") && !edwards) {
            able.removeIf(algorithm -> !algorithm.text().equals(text(key, "alg")));
        } else if (key.has("alg") && able.stream().noneMatch(one -> one.text().equals(text(key, "alg")))) {
            able.clear();
        }
        return able;
    }

    private static boolean isForSignatures(Json.Obj key) {
        boolean use = !key.has("use") || "sig".equals(text(key, "use"));
        Json operations = key.get("key_ops");
        return use
                && (operations == null
                        || (operations instanceof Json.Arr(List<Json> items) && items.contains(Json.of("verify"))));
    }

    private static Map<String, Object> members(Json.Obj key) {
        Map<String, Object> members = new HashMap<>();
        for (String name : READ) {
            String text = text(key, name);
            if (text != null) {
                members.put(name, text);
            }
        }
        return members;
    }

    private static PublicKey decode(String kty, Map<String, Object> members) throws ParseException, JOSEException {
        return switch (kty) {
            case "RSA" -> RSAKey.parse(members).toRSAPublicKey();
            case "EC" -> ECKey.parse(members).toECPublicKey();
            default -> Ed25519Keys.of(OctetKeyPair.parse(members).getDecodedX());
        };
    }

    private static boolean isSafe(PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa)) {
            return true;
        }
        int bits = rsa.getModulus().bitLength();
        return bits >= LEAST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && rsa.getPublicExponent().bitLength() <= Integer.SIZE
                && rsa.getPublicExponent().testBit(0)
                && rsa.getPublicExponent().bitLength() > 1;
    }

    private static @Nullable String text(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Str(String text) ? text : null;
    }
}
