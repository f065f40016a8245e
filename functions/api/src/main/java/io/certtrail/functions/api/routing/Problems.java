package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.util.Arrays;

/** Problem documents (RFC 9457). */
public final class Problems {
    public static final String CONTENT_TYPE = "application/problem+json";

    /** What every problem document looks like. */
    public static final Schema SCHEMA = new Schema.Named(
            "Problem",
            Schema.object("A problem document (RFC 9457).")
                    .required("type", Schema.text("urn:certtrail:problem: and the code", 200))
                    .required("title", Schema.text("What kind of problem this is", 200))
                    .required("status", new Schema.Whole("The status code of HTTP", 400, 599))
                    .required("detail", Schema.text("What was expected, what was found, what to do", 100_000))
                    .required(
                            "code",
                            new Schema.Choice(
                                    "What kind of problem this is, for programs",
                                    Arrays.stream(Code.values()).map(Code::text).toList()))
                    .required("requestId", Schema.text("What the operator finds it by", 200))
                    .required(
                            "errors",
                            new Schema.Items(
                                    "Each thing that is wrong",
                                    Schema.object("")
                                            .required(
                                                    "pointer",
                                                    Schema.text(
                                                            "JSON pointer (RFC 6901) into the body, or / and the name of a query parameter",
                                                            100_000))
                                            .required("detail", Schema.text("What was expected and found", 100_000)),
                                    0,
                                    1000))
                    .optional(
                            "count",
                            new Schema.Whole(
                                    "How many things the request is about, if that is the problem",
                                    0,
                                    Json.MAX_INTEGER)));

    private static final String TYPE_PREFIX = "urn:certtrail:problem:";

    private Problems() {}

    public static HttpResponse response(Refusal refusal, String requestId) {
        Code code = refusal.code();
        Json.ObjBuilder document = Json.obj()
                .put("type", TYPE_PREFIX + code.text())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", refusal.detail())
                .put("code", code.text())
                .put("requestId", requestId)
                .put(
                        "errors",
                        new Json.Arr(refusal.violations().stream()
                                .map(Problems::error)
                                .toList()));
        refusal.count().ifPresent(count -> document.put("count", count));
        HttpResponse response = HttpResponse.of(code.status(), CONTENT_TYPE, JsonText.bytes(document.build()))
                .with("cache-control", "no-store");
        return refusal.retryAfter()
                .map(wait -> response.with("retry-after", String.valueOf(wholeSeconds(wait))))
                .orElse(response);
    }

    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static Json error(Violation violation) {
        return Json.obj()
                .put("pointer", violation.pointer())
                .put("detail", violation.detail())
                .build();
    }
}
