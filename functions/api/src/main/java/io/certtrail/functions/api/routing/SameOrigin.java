package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.login.CsrfToken;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import java.util.Optional;
import java.util.Set;

/**
 * Requests that a browser sends with a cookie, by itself: whatever changes something must show that one of our own pages
 * meant it. Beside the cookie's SameSite, which old browsers don't know.
 */
public final class SameOrigin {
    /** Where the session's {@link CsrfToken} stands. */
    public static final String HEADER = "x-csrf-token";

    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private SameOrigin() {}

    /**
     * Lets a request pass whose caller came in by a cookie.
     *
     * @throws Refusal if it changes something and another site's page may have sent it
     */
    public static void require(HttpRequest request) {
        String prefix = Credential.COOKIE + '=';
        Optional<SessionText> session = request.cookies().stream()
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(prefix))
                .findFirst()
                .flatMap(cookie -> SessionText.parse(cookie.substring(prefix.length())));
        if (session.isEmpty()) {
            throw refused("expected the cookie of a session");
        }
        require(request, session.get());
    }

    /**
     * Lets a request pass that shows this session by its cookie.
     *
     * @throws Refusal as above
     */
    public static void require(HttpRequest request, SessionText session) {
        if (SAFE.contains(request.method())) {
            return;
        }
        requireOwnPage(request);
        if (!CsrfToken.matches(session, request.header(HEADER).orElse(""))) {
            throw refused("expected X-CSRF-Token with the csrfToken of this session: GET /api/auth/session tells it");
        }
    }

    /**
     * Lets a request pass that no other site's page has sent, as far as the browser says.
     *
     * @throws Refusal if it says otherwise
     */
    public static void requireOwnPage(HttpRequest request) {
        String site = request.header("sec-fetch-site").orElse("none");
        Optional<String> origin = request.header("origin");
        String host = request.header("host").orElse("");
        boolean foreign = origin.isPresent()
                && !origin.get().equals("https://" + host)
                && !origin.get().equals("http://" + host);
        if (!OWN.contains(site) || foreign) {
            throw refused("this request came from a page of another site");
        }
    }

    private static Refusal refused(String detail) {
        return Refusal.of(Code.CROSS_SITE, detail);
    }
}
