package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Resolution;

/** Knows a caller. Safe for use by several threads. */
public interface Authentication {
    /**
     * Who calls, or why nobody.
     *
     * @param basic whether Basic authentication is allowed beside Bearer
     */
    Resolution authenticate(HttpRequest request, boolean basic);

    /** A refusal that says how to show who one is (RFC 9110 §11.6.1). */
    HttpResponse challenge(HttpResponse refused, boolean basic);
}
