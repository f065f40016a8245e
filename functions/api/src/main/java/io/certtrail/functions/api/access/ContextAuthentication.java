package io.certtrail.functions.api.access;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Resolution;
import io.certtrail.domain.problem.Code;
import io.certtrail.functions.api.routing.Authentication;
import java.util.Map;
import java.util.Optional;

/** Knows a caller by what the authorizer says of it, and by nothing that the caller itself sent. */
public final class ContextAuthentication implements Authentication {
    private static final String BEARER = "Bearer realm=\"certtrail\"";
    private static final String BASIC =
            "Basic realm=\"certtrail: any user name, the token as password\", charset=\"UTF-8\"";

    /**
     * @throws IllegalArgumentException if there is no context, or one that the authorizer did not write: a fault of the
     *     deployment, never of the caller, and nobody comes in
     */
    @Override
    public Resolution authenticate(HttpRequest request, boolean basic) {
        Map<String, String> context = request.context()
                .authorizer()
                .orElseThrow(() -> new IllegalArgumentException("no authorizer was asked about this request"));
        Resolution resolution = CallerContext.read(context);
        if (resolution instanceof Resolution.Known && !basic && CallerContext.isBasic(context)) {
            return new Resolution.Refused(
                    Resolution.Reason.MALFORMED,
                    "this route needs Authorization: Bearer and a token",
                    Optional.empty());
        }
        return resolution;
    }

    @Override
    public HttpResponse challenge(HttpResponse refused, boolean basic) {
        return refused.status() == Code.UNAUTHENTICATED.status()
                ? refused.with("www-authenticate", basic ? BASIC : BEARER)
                : refused;
    }
}
