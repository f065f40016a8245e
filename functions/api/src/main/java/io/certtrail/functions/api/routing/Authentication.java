package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Principal;

/** Knows a caller by what its request shows. Safe for use by several threads. */
public interface Authentication {
    /**
     * Who calls.
     *
     * @param basic whether Basic authentication is allowed beside Bearer
     * @throws io.certtrail.domain.problem.Refusal if the request shows nothing that is good now
     */
    Principal authenticate(HttpRequest request, boolean basic);

    /** A refusal that says how to show who one is (RFC 9110 §11.6.1). */
    HttpResponse challenge(HttpResponse refused, boolean basic);
}
