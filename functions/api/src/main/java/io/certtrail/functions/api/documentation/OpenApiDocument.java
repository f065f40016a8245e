package io.certtrail.functions.api.documentation;

import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Problems;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.functions.api.routing.SchemaDocument;
import io.certtrail.ledger.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the routes down as an OpenAPI 3.1 document. Not thread-safe: one writer, one document. */
final class OpenApiDocument {
    private static final String BEARER = "bearer";
    private static final String BASIC = "basic";

    /**
     * What the gateway in front of the functions answers by itself, in words of its own (API Gateway Developer Guide,
     * "Quotas for configuring and running an HTTP API", and the status of a function that fails or takes too long).
     */
    private static final Schema GATEWAY = new Schema.Named(
            "GatewayMessage",
            Schema.object("What the gateway says by itself, before or after the function.")
                    .required("message", Schema.text("In a few words", 1_000)));

    private static final int TOO_MANY = 429;

    /** Statuses that the gateway answers by itself, and the functions in problem documents. */
    private static final Set<Integer> BY_GATEWAY_TOO = Set.of(403, 413, TOO_MANY, 500, 503);

    private final SchemaDocument schemas = new SchemaDocument();

    private OpenApiDocument() {}

    /** @param version of the software */
    static Json.Obj of(List<Route> routes, String version) {
        return new OpenApiDocument().document(routes, version);
    }

    private Json.Obj document(List<Route> routes, String version) {
        Map<String, Json.ObjBuilder> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            Json.ObjBuilder path = paths.computeIfAbsent(route.path(), _ -> Json.obj());
            path.put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        Json.ObjBuilder all = Json.obj();
        paths.forEach((path, operations) -> all.put(path, operations.build()));
        Json.Obj paths31 = all.build();
        return Json.obj()
                .put("openapi", "3.1.0")
                .put("info", info(version))
                .put("servers", Json.arr(Json.obj().put("url", "/").build()))
                .put("paths", paths31)
                .put(
                        "components",
                        Json.obj()
                                .put("schemas", schemas.named())
                                .put("securitySchemes", securitySchemes())
                                .build())
                .build();
    }

    private static Json.Obj info(String version) {
        return Json.obj()
                .put("title", "CertTrail")
                .put(
                        "description",
                        "Records what happens to certificates and secrets in a ledger that anyone can verify. Errors are"
                                + " problem documents (RFC 9457). An unknown parameter or member is refused, not ignored.")
                .put("version", version)
                .put(
                        "license",
                        Json.obj()
                                .put("name", "Apache-2.0")
                                .put("identifier", "Apache-2.0")
                                .build())
                .build();
    }

    private static Json.Obj securitySchemes() {
        return Json.obj()
                .put(
                        BEARER,
                        Json.obj()
                                .put("type", "http")
                                .put("scheme", "bearer")
                                .put("description", "An access token: ct_ and 43 characters")
                                .build())
                .put(
                        BASIC,
                        Json.obj()
                                .put("type", "http")
                                .put("scheme", "basic")
                                .put("description", "For a browser: any user name, the access token as password")
                                .build())
                .build();
    }

    private Json.Obj operation(Route route) {
        Json.ObjBuilder operation = Json.obj()
                .put("operationId", route.id())
                .put("tags", texts(List.of(route.tag())))
                .put("summary", route.summary());
        if (!route.description().isEmpty()) {
            operation.put("description", route.description());
        }
        if (!route.parameters().isEmpty()) {
            operation.put(
                    "parameters",
                    new Json.Arr(
                            route.parameters().stream().map(this::parameter).toList()));
        }
        route.body().ifPresent(schema -> operation.put("requestBody", body(schema)));
        return operation
                .put("responses", responses(route))
                .put("security", security(route))
                .build();
    }

    private Json parameter(Parameter parameter) {
        String in = parameter.in().name().toLowerCase(Locale.ROOT);
        // A header that is not understood is as good as none (RFC 9110 §5.1): no value of it is refused for its form.
        Json.Obj one = parameter.in() == Parameter.In.HEADER
                ? Json.obj().put("type", "string").build()
                : schemas.of(parameter.schema());
        Json.ObjBuilder schema = Json.obj();
        if (parameter.repeatable()) {
            schema.put("type", "array").put("items", one);
        } else {
            one.members().forEach(schema::put);
        }
        String fallback = parameter.fallback();
        if (fallback != null) {
            schema.put("default", Schema.ofText(parameter.schema(), fallback).orElseThrow());
        }
        Json.ObjBuilder object = Json.obj().put("name", parameter.name()).put("in", in);
        if (!parameter.schema().description().isEmpty()) {
            object.put("description", parameter.schema().description());
        }
        if (parameter.in() == Parameter.In.PATH) {
            object.put("required", true);
        }
        return object.put("schema", schema.build()).build();
    }

    private Json.Obj body(Schema schema) {
        return Json.obj()
                .put("required", true)
                .put(
                        "content",
                        Json.obj()
                                .put(
                                        Answer.JSON,
                                        Json.obj()
                                                .put("schema", schemas.of(schema))
                                                .build())
                                .build())
                .build();
    }

    private Json.Obj responses(Route route) {
        Map<Integer, Answer> answers = new TreeMap<>();
        everyRoutesRefusals(route).forEach(answer -> answers.put(answer.status(), answer));
        route.answers().forEach(answer -> answers.put(answer.status(), answer));
        Json.ObjBuilder responses = Json.obj();
        answers.forEach((status, answer) -> responses.put(String.valueOf(status), response(answer)));
        return responses.build();
    }

    private static List<Answer> everyRoutesRefusals(Route route) {
        List<Answer> refusals = new ArrayList<>();
        if (route.body().isPresent() || !route.parameters().isEmpty()) {
            refusals.add(Answer.problem(400, "A parameter or the body is not as described"));
        }
        if (route.permission().isPresent()) {
            refusals.add(Answer.problem(401, "A valid token is needed"));
            refusals.add(Answer.problem(403, "The token's role does not allow this"));
        }
        if (route.body().isPresent()) {
            refusals.add(Answer.problem(413, "The body is larger than 1 MB"));
            refusals.add(Answer.problem(415, "The body is not JSON"));
        }
        refusals.add(Answer.json(TOO_MANY, "Too many requests at once", GATEWAY));
        refusals.add(Answer.json(431, "The headers are too large", GATEWAY));
        refusals.add(Answer.problem(500, "Something went wrong here"));
        refusals.add(Answer.problem(503, "Not now: try again"));
        return refusals;
    }

    private Json.Obj response(Answer answer) {
        Json.ObjBuilder response = Json.obj().put("description", answer.description());
        if (!answer.headers().isEmpty()) {
            Json.ObjBuilder headers = Json.obj();
            answer.headers().forEach((name, meaning) -> headers.put(name, header(meaning)));
            response.put("headers", headers.build());
        }
        String type = answer.contentType();
        if (type != null) {
            Schema schema = type.equals(Problems.CONTENT_TYPE) ? Problems.SCHEMA : answer.schema();
            Json.ObjBuilder content = Json.obj().put(type, content(schema));
            if (BY_GATEWAY_TOO.contains(answer.status()) && !type.equals(Answer.JSON)) {
                content.put(Answer.JSON, content(GATEWAY));
            }
            response.put("content", content.build());
        }
        return response.build();
    }

    private Json.Obj content(@Nullable Schema schema) {
        return schema == null
                ? Json.Obj.EMPTY
                : Json.obj().put("schema", schemas.of(schema)).build();
    }

    private static Json.Obj header(String meaning) {
        return Json.obj()
                .put("description", meaning)
                .put("schema", Json.obj().put("type", "string").build())
                .build();
    }

    private static Json.Arr security(Route route) {
        if (route.permission().isEmpty()) {
            return Json.Arr.EMPTY;
        }
        Json bearer = Json.obj().put(BEARER, Json.Arr.EMPTY).build();
        Json basic = Json.obj().put(BASIC, Json.Arr.EMPTY).build();
        return route.basic() ? Json.arr(bearer, basic) : Json.arr(bearer);
    }

    private static Json.Arr texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json::of).toList());
    }
}
