package io.certtrail.domain.oidc;

import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.domain.problem.Found;
import io.certtrail.ledger.json.Json;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token's header says that is believed: how it is signed, and which key of the provider to ask. Keys and places of
 * keys that the token brings with it ({@code jwk}, {@code jku}, {@code x5c}, {@code x5u}) are not looked at.
 *
 * @param keyId {@code kid}, or null if the header names none
 */
public record JwtHeader(JwtAlgorithm algorithm, @Nullable String keyId) {
    private static final int LONGEST_KEY_ID = 256;

    /** RFC 7519 §5.1 and RFC 9068 §2.1; others are another kind of thing that the same keys sign (RFC 8725 §3.11). */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    static JwtHeader of(Json.Obj header) {
        JwtAlgorithm algorithm = algorithm(header.get("alg"));
        refuseType(header.get("typ"));
        if (header.has("crit")) {
            throw new JwtException(
                    Reason.KIND, "the token's header wants extensions understood (crit), and none is known here");
        }
        if (header.has("cty")) {
            throw new JwtException(Reason.KIND, "the token holds another one (cty); expected claims");
        }
        return new JwtHeader(algorithm, keyId(header.get("kid")));
    }

    private static JwtAlgorithm algorithm(@Nullable Json alg) {
        if (!(alg instanceof Json.Str(String text))) {
            throw new JwtException(Reason.ALGORITHM, "the token's header names no algorithm (alg)");
        }
        return JwtAlgorithm.parse(text)
                .orElseThrow(() -> new JwtException(
                        Reason.ALGORITHM, "expected RS256, PS256, ES256 or EdDSA as alg, found " + Found.quoted(text)));
    }

    private static void refuseType(@Nullable Json typ) {
        if (typ == null || (typ instanceof Json.Str(String text) && TYPES.contains(text.toLowerCase(Locale.ROOT)))) {
            return;
        }
        throw new JwtException(Reason.KIND, "expected JWT or at+jwt as typ, found " + Found.phrase(typ));
    }

    private static @Nullable String keyId(@Nullable Json kid) {
        if (kid == null) {
            return null;
        }
        if (kid instanceof Json.Str(String text) && !text.isEmpty() && text.length() <= LONGEST_KEY_ID) {
            return text;
        }
        throw new JwtException(Reason.MALFORMED, "expected 1 to " + LONGEST_KEY_ID + " characters as kid");
    }
}
