package io.certtrail.functions.api.access;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.domain.access.Resolution;
import io.certtrail.domain.access.TokenUse;
import java.util.Map;

/** Says who makes a request, or why nobody: the answer of the function {@code authorizer}. */
public final class Authorizer {
    private final Authenticator authenticator;
    private final TokenUse use;

    public Authorizer(Authenticator authenticator, TokenUse use) {
        this.authenticator = authenticator;
        this.use = use;
    }

    /** The context that the API's function is given; it holds nothing that opens anything. */
    public Map<String, String> context(HttpRequest request) {
        Resolution resolution = authenticator.resolve(request);
        if (resolution instanceof Resolution.Known known) {
            use.seen(known.principal());
        }
        return CallerContext.of(resolution, Authenticator.isBasic(request));
    }
}
