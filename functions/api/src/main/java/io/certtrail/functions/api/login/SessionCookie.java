package io.certtrail.functions.api.login;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.SessionText;
import java.util.List;

/**
 * The cookie of a session: {@code __Host-} (RFC 6265bis §4.1.3.2), so of this host and over TLS alone; no script reads it,
 * and no other site's page sends it. It goes with the browser; the session ends by itself.
 */
final class SessionCookie {
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    static String of(SessionText session) {
        return Credential.COOKIE + '=' + session.value() + ATTRIBUTES;
    }

    /** What takes it away. */
    static String gone() {
        return Credential.COOKIE + '=' + ATTRIBUTES + "; Max-Age=0";
    }

    static List<String> values(HttpRequest request) {
        String prefix = Credential.COOKIE + '=';
        return request.cookies().stream()
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(prefix))
                .map(cookie -> cookie.substring(prefix.length()))
                .toList();
    }
}
