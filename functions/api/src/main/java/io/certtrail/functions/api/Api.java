package io.certtrail.functions.api;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Problems;
import io.certtrail.functions.api.routing.Router;
import io.certtrail.ledger.json.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Answers requests, whatever happens: what nobody foresaw becomes a line of the log and a problem document. */
public final class Api {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int SERVER_ERROR = 500;
    private static final int MAX_TRACE_CHARS = 8_000;

    private final String function;
    private final Router router;
    private final Clock clock;
    private final PrintStream log;

    /** @param function whose log it is */
    public Api(String function, Router router, Clock clock, PrintStream log) {
        this.function = function;
        this.router = router;
        this.clock = clock;
        this.log = log;
    }

    public HttpResponse answer(HttpRequest request) {
        HttpResponse response;
        try {
            response = router.answer(request);
        } catch (RuntimeException e) {
            log(request, e);
            response = Problems.response(refusal(e), request.context().requestId());
        }
        return secured(response, request.context().requestId());
    }

    /** What may be well in a moment is told apart from what is not. */
    private static Refusal refusal(RuntimeException e) {
        boolean passing = switch (e) {
            case OutcomeUnknown _, HeadMissing _, SdkClientException _ -> true;
            case SdkServiceException service -> service.isThrottlingException() || service.statusCode() >= SERVER_ERROR;
            case SdkException sdk -> sdk.retryable();
            default -> false;
        };
        return passing
                ? Refusal.forNow(
                        Code.UNAVAILABLE,
                        "this could not be finished just now; nobody knows how much of it was done, so try again with"
                                + " the same ids",
                        RETRY_AFTER)
                : Refusal.of(Code.INTERNAL, "something went wrong here; the request's id tells the operator what");
    }

    /** One line of JSON, whatever the error says. */
    private void log(HttpRequest request, RuntimeException e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        String text = trace.toString();
        Json.Obj line = Json.obj()
                .put("level", "error")
                .put("at", clock.instant().toString())
                .put("function", function)
                .put("requestId", request.context().requestId())
                .put("method", request.method())
                .put("path", withoutLoneSurrogates(request.rawPath()))
                .put("error", withoutLoneSurrogates(e.toString()))
                .put("trace", withoutLoneSurrogates(text.substring(0, Math.min(text.length(), MAX_TRACE_CHARS))))
                .build();
        log.println(new String(JsonText.bytes(line), StandardCharsets.UTF_8));
    }

    private static String withoutLoneSurrogates(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static HttpResponse secured(HttpResponse response, String requestId) {
        return response.withDefault("x-request-id", requestId)
                .withDefault("cache-control", "no-store")
                .withDefault("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .withDefault("cross-origin-resource-policy", "same-origin")
                .withDefault("referrer-policy", "no-referrer")
                .withDefault("strict-transport-security", "max-age=31536000")
                .withDefault("x-content-type-options", "nosniff");
    }
}
