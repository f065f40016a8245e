package io.certtrail.domain.oidc;

import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token in compact form (RFC 7515 §7.1), taken apart and not believed yet: nothing here looks at its signature. Its
 * JSON is read strictly, so that no two readers can see different claims in it: a member twice, invalid UTF-8 or a number
 * that is no integer is refused.
 *
 * @param text as it was shown; a secret
 */
public record Jwt(String text, JwtHeader header, Json.Obj claims) {
    /** What fits into the headers of a request that API Gateway takes (10,240 bytes in all). */
    static final int LONGEST = 8_192;

    private static final int MAX_DEPTH = 8;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

    /**
     * Takes a token apart and holds its header to the rules.
     *
     * @throws JwtException if it is none that could be accepted
     */
    public static Jwt parse(String text) {
        if (text.length() > LONGEST) {
            throw new JwtException(
                    Reason.MALFORMED,
                    "a token has at most %d characters, this one has %d".formatted(LONGEST, text.length()));
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new JwtException(
                    Reason.MALFORMED, "a signed token is three parts in base64url with dots between them");
        }
        decode(parts.group(3), "signature");
        JwtHeader header = JwtHeader.of(object(parts.group(1), "header"));
        return new Jwt(text, header, object(parts.group(2), "payload"));
    }

    private static Json.Obj object(String part, String name) {
        try {
            if (JsonReader.parse(decode(part, name), MAX_DEPTH) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonException e) {
            throw new JwtException(Reason.MALFORMED, "the token's %s: %s".formatted(name, e.getMessage()));
        }
        throw new JwtException(Reason.MALFORMED, "the token's " + name + " is no object of JSON");
    }

    /** The one spelling of the bytes: no stray bits, so that a token has no twins. */
    private static byte[] decode(String part, String name) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below: the decoder's own words would show a piece of the token.
        }
        throw new JwtException(Reason.MALFORMED, "the token's " + name + " is not canonical base64url");
    }

    /** Never the token itself: a log line must not open anything. */
    @Override
    public String toString() {
        return "Jwt[" + header + "]";
    }
}
