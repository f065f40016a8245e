package io.certtrail.functions.api.access;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.CredentialResolver;
import io.certtrail.domain.access.Resolution;
import io.certtrail.domain.access.Resolution.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Knows a caller by the one credential it shows: as {@code Authorization: Bearer} (RFC 6750 §2.1), for the pages that a
 * browser opens also as the password of {@code Basic} (RFC 7617), or a session as the cookie {@link Credential#COOKIE}. A
 * header goes before a cookie, since nobody sends it unasked; two of either are none.
 */
public final class Authenticator {
    private final CredentialResolver<Credential> resolver;

    public Authenticator(CredentialResolver<Credential> resolver) {
        this.resolver = resolver;
    }

    public Resolution resolve(HttpRequest request) {
        Optional<String> header = request.header("authorization");
        List<String> cookies = cookies(request);
        if (header.isEmpty() && cookies.isEmpty()) {
            return refused(Reason.MISSING, "this route needs Authorization: Bearer and a token");
        }
        Optional<Credential> credential = header.isPresent() ? shown(header.get()) : cookie(cookies);
        return credential
                .map(resolver::resolve)
                .orElseGet(() -> refused(Reason.MALFORMED, "the token is not one of this deployment"));
    }

    private static Resolution refused(Reason reason, String detail) {
        return new Resolution.Refused(reason, detail, Optional.empty());
    }

    private static Optional<Credential> shown(String header) {
        int space = header.indexOf(' ');
        String scheme = header.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
        String credentials = header.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> Credential.ofBearer(credentials);
            case "basic" -> password(credentials).flatMap(Credential::ofBearer);
            default -> Optional.empty();
        };
    }

    /** Whether what was shown came as Basic, which a route must allow. */
    static boolean isBasic(HttpRequest request) {
        return request.header("authorization").orElse("").regionMatches(true, 0, "basic ", 0, "basic ".length());
    }

    private static Optional<String> password(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> cookies(HttpRequest request) {
        String prefix = Credential.COOKIE + '=';
        return request.cookies().stream()
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(prefix))
                .map(cookie -> cookie.substring(prefix.length()))
                .toList();
    }

    private static Optional<Credential> cookie(List<String> values) {
        return values.size() == 1 ? Credential.ofCookie(values.getFirst()) : Optional.empty();
    }
}
