package io.certtrail.functions.api.access;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.Principal;
import io.certtrail.domain.access.TokenText;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.routing.Authentication;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Knows a caller by the token it shows: as {@code Authorization: Bearer} (RFC 6750 §2.1), and for the pages that a
 * browser opens also as the password of {@code Basic} (RFC 7617). The token is looked up at each request, so that what
 * is revoked opens nothing any more.
 */
public final class Authenticator implements Authentication {
    private static final String BEARER = "Bearer realm=\"certtrail\"";
    private static final String BASIC =
            "Basic realm=\"certtrail: any user name, the token as password\", charset=\"UTF-8\"";

    private final AccessTokens tokens;
    private final Clock clock;

    public Authenticator(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Principal authenticate(HttpRequest request, boolean basic) {
        String header = request.header("authorization")
                .orElseThrow(() -> refused("this route needs Authorization: Bearer and a token"));
        AccessToken token = shown(header, basic)
                .flatMap(TokenText::parse)
                .flatMap(text -> tokens.find(text.hash()))
                .orElseThrow(() -> refused("the token is not one of this deployment"));
        if (token.expired(clock.instant())) {
            throw refused("the token expired at " + token.expires());
        }
        return token.principal();
    }

    @Override
    public HttpResponse challenge(HttpResponse refused, boolean basic) {
        return refused.status() == Code.UNAUTHENTICATED.status()
                ? refused.with("www-authenticate", basic ? BASIC : BEARER)
                : refused;
    }

    private static Optional<String> shown(String header, boolean basic) {
        int space = header.indexOf(' ');
        String scheme = header.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
        String credentials = header.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> Optional.of(credentials);
            case "basic" -> basic ? password(credentials) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Refusal refused(String detail) {
        return Refusal.of(Code.UNAUTHENTICATED, detail);
    }
}
