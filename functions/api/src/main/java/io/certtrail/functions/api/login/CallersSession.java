package io.certtrail.functions.api.login;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.login.Sessions;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.routing.SameOrigin;
import java.util.List;
import java.util.Optional;

/**
 * The session that a request shows, as {@code Authorization: Bearer} or as the cookie. The routes of a session look at it
 * themselves: it may be one that opens nothing else, since its password must be changed first.
 */
final class CallersSession {
    private static final String BEARER = "bearer ";

    private CallersSession() {}

    /**
     * The session and whose it is.
     *
     * @throws Refusal if the request shows none that is open, or a page of another site sent it
     */
    static Sessions.Known of(HttpRequest request, Sessions sessions) {
        SessionText text = text(request)
                .orElseThrow(() -> Refusal.of(Code.UNAUTHENTICATED, "this route needs a session: sign in first"));
        if (isCookie(request)) {
            SameOrigin.require(request, text);
        }
        return sessions.use(text);
    }

    static Optional<SessionText> text(HttpRequest request) {
        Optional<String> header = request.header("authorization");
        if (header.isPresent()) {
            String value = header.get();
            return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? SessionText.parse(value.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        List<String> values = SessionCookie.values(request);
        return values.size() == 1 ? SessionText.parse(values.getFirst()) : Optional.empty();
    }

    private static boolean isCookie(HttpRequest request) {
        return request.header("authorization").isEmpty();
    }
}
