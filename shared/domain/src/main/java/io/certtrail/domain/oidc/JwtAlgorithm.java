package io.certtrail.domain.oidc;

import java.util.Arrays;
import java.util.Optional;

/**
 * The algorithms that may sign a token (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2): each with a public key. None that is
 * keyed by a secret, and never {@code none}, so that nobody can sign with what everybody knows.
 */
public enum JwtAlgorithm {
    RS256("RS256"),
    PS256("PS256"),
    ES256("ES256"),
    EDDSA("EdDSA"),
    /** The newer name of the same. */
    ED25519("Ed25519");

    private final String text;

    JwtAlgorithm(String text) {
        this.text = text;
    }

    /** As {@code alg} spells it. */
    public String text() {
        return text;
    }

    static Optional<JwtAlgorithm> parse(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text.equals(text))
                .findFirst();
    }
}
