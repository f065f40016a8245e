package io.certtrail.domain.oidc;

import java.util.Locale;

/** A token of a provider opens nothing. The message says what was expected and found, never the token. */
public final class JwtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of thing is wrong. */
    public enum Reason {
        /** It is no token in compact form, or its JSON is not strict. */
        MALFORMED,
        /** It is signed by no algorithm that is allowed. */
        ALGORITHM,
        /** Its header or its claims make it something else than a bearer's token. */
        KIND,
        /** No tenant accepts tokens of this issuer for this audience. */
        AUDIENCE,
        /** It was given to a client that may not come with it. */
        PARTY,
        /** The provider has no such key. */
        KEY,
        /** The provider's key did not sign this. */
        SIGNATURE,
        /** The provider's keys can't be had just now. */
        UNREACHABLE,
        /** A claim that must be there is missing, or not of its form. */
        CLAIM,
        EXPIRED,
        /** It is for later, or from the future. */
        EARLY,
        /** It was made too long ago, whenever it expires. */
        OLD,
        /** None of its roles is mapped to one of ours. */
        ROLE,
        /** Who it names is unknown here and not provisioned, or disabled. */
        USER;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    public JwtException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What was expected and found. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
