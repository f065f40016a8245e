package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.QueryString;
import io.certtrail.domain.access.Principal;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.functions.api.routing.Parameter.In;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a request into a call of its route, or refuses it with everything that is wrong. */
final class RequestReader {
    /** Most bytes of a body. */
    static final int MAX_BODY_BYTES = 1 << 20;

    /** Deep enough for the domain to say which details are too deep, and not so deep that reading costs. */
    private static final int MAX_BODY_DEPTH = 2 * JsonReader.MAX_DEPTH;

    private RequestReader() {}

    static Call read(HttpRequest request, RouteTable.Match match, @Nullable Principal principal) {
        Map<String, List<Json>> parameters =
                query(match.route().parameters(), QueryString.parse(request.rawQueryString()));
        match.variables().forEach((name, value) -> parameters.put(name, List.of(new Json.Str(value))));
        Json body = match.route().body().map(schema -> body(request, schema)).orElse(Json.NULL);
        return new Call(request, principal, parameters, body);
    }

    static Map<String, List<Json>> query(List<Parameter> declared, Map<String, List<String>> given) {
        Map<String, Parameter> known = declared.stream()
                .filter(parameter -> parameter.in() == In.QUERY)
                .collect(Collectors.toMap(Parameter::name, parameter -> parameter));
        List<Violation> violations = new ArrayList<>();
        Map<String, List<Json>> parameters = new HashMap<>();
        Code code = Code.INVALID_PARAMETER;
        for (Map.Entry<String, List<String>> entry : given.entrySet()) {
            Parameter parameter = known.get(entry.getKey());
            if (parameter == null) {
                code = Code.UNKNOWN_PARAMETER;
                violations.add(new Violation(
                        pointer(entry.getKey()),
                        known.isEmpty()
                                ? "this route takes no parameters"
                                : "there is no such parameter here, expected one of "
                                        + known.keySet().stream().sorted().collect(Collectors.joining(", "))));
            } else {
                parameters.put(entry.getKey(), values(parameter, entry.getValue(), violations));
            }
        }
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw Refusal.of(code, "parameter " + first.pointer().substring(1) + ": " + first.detail(), violations);
        }
        return parameters;
    }

    private static List<Json> values(Parameter parameter, List<String> texts, List<Violation> violations) {
        if (texts.size() > 1 && !parameter.repeatable()) {
            violations.add(new Violation(pointer(parameter.name()), "expected one value, found " + texts.size()));
            return List.of();
        }
        List<Json> values = new ArrayList<>();
        for (String text : texts) {
            Optional<Json> value = Schema.ofText(parameter.schema(), text);
            violations.addAll(SchemaCheck.violations(
                    parameter.schema(), value.orElseGet(() -> new Json.Str(text)), pointer(parameter.name())));
            value.ifPresent(values::add);
        }
        return values;
    }

    private static String pointer(String name) {
        return io.certtrail.ledger.json.JsonPointers.member("", name);
    }

    private static Json body(HttpRequest request, Schema schema) {
        String type = request.header("content-type").orElse(Answer.JSON);
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals(Answer.JSON) && !(essence.startsWith("application/") && essence.endsWith("+json"))) {
            throw Refusal.of(
                    Code.UNSUPPORTED_MEDIA_TYPE, "expected a body of application/json, found " + Found.quoted(essence));
        }
        Json body;
        try {
            body = JsonReader.parse(request.body(), MAX_BODY_DEPTH);
        } catch (JsonException e) {
            throw Refusal.of(
                    Code.INVALID_JSON,
                    "%s: %s".formatted(e.code().name().toLowerCase(Locale.ROOT), e.getMessage()),
                    List.of(new Violation(e.pointer(), String.valueOf(e.getMessage()))));
        }
        SchemaCheck.requireBody(schema, body);
        return body;
    }

    /** @throws Refusal if the body is larger than any route takes */
    static void refuseLargeBody(HttpRequest request) {
        if (request.body().length > MAX_BODY_BYTES) {
            throw Refusal.of(
                    Code.BODY_TOO_LARGE,
                    "expected at most %d bytes, found %d".formatted(MAX_BODY_BYTES, request.body().length));
        }
    }
}
