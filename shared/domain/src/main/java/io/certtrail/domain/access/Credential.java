package io.certtrail.domain.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a caller shows, of a form that may be good; nobody has looked yet whether it is. No text of it shows the secret. */
public sealed interface Credential {
    /** The cookie that carries a session, and never anything else. With this prefix (RFC 6265bis §4.1.3.2) no other host can set it. */
    String COOKIE = "__Host-certtrail";

    /** Most characters of a credential: what API Gateway lets through in all headers. */
    int MAX_CHARS = 10_240;

    Kind kind();

    /** The kinds, as callers and entries name them. */
    enum Kind {
        API_TOKEN,
        SESSION,
        JWT;

        /** Lower case with underscores. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> parse(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** A token of {@code POST /api/tokens}. */
    record ApiToken(TokenText text) implements Credential {
        @Override
        public Kind kind() {
            return Kind.API_TOKEN;
        }
    }

    /**
     * A session, as login made it.
     *
     * @param viaCookie whether it came as {@link #COOKIE}
     */
    record Session(SessionText text, boolean viaCookie) implements Credential {
        @Override
        public Kind kind() {
            return Kind.SESSION;
        }
    }

    /** A token of an OpenID provider: three parts (RFC 7519), and nothing else is known of it. */
    record Jwt(String text) implements Credential {
        private static final Pattern FORM = Pattern.compile("ey[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

        @Override
        public Kind kind() {
            return Kind.JWT;
        }

        @Override
        public String toString() {
            return "Jwt[…]";
        }
    }

    /** What stands after {@code Bearer}; empty if it is of no kind that is taken here. */
    static Optional<Credential> ofBearer(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        return TokenText.parse(text)
                .<Credential>map(ApiToken::new)
                .or(() -> SessionText.parse(text).map(session -> new Session(session, false)))
                .or(() -> Jwt.FORM.matcher(text).matches() ? Optional.of(new Jwt(text)) : Optional.empty());
    }

    /** The value of {@link #COOKIE}: a session or nothing. */
    static Optional<Credential> ofCookie(String value) {
        return SessionText.parse(value).map(session -> new Session(session, true));
    }
}
