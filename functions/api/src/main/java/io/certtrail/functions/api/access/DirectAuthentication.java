package io.certtrail.functions.api.access;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Principal;
import io.certtrail.domain.access.Resolution;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.routing.Authentication;

/** Looks at what a request shows itself. */
public final class DirectAuthentication implements Authentication {
    private static final String BEARER = "Bearer realm=\"certtrail\"";
    private static final String BASIC =
            "Basic realm=\"certtrail: any user name, the token as password\", charset=\"UTF-8\"";

    private final Authenticator authenticator;

    public DirectAuthentication(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Principal authenticate(HttpRequest request, boolean basic) {
        if (!basic && Authenticator.isBasic(request)) {
            throw Refusal.of(Code.UNAUTHENTICATED, "this route needs Authorization: Bearer and a token");
        }
        return switch (authenticator.resolve(request)) {
            case Resolution.Known known -> known.principal();
            case Resolution.Refused refused -> throw Refusal.of(Code.UNAUTHENTICATED, refused.detail());
        };
    }

    @Override
    public HttpResponse challenge(HttpResponse refused, boolean basic) {
        return refused.status() == Code.UNAUTHENTICATED.status()
                ? refused.with("www-authenticate", basic ? BASIC : BEARER)
                : refused;
    }
}
