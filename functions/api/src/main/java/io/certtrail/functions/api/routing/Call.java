package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.QueryString;
import io.certtrail.domain.access.Principal;
import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request that fits its route: parameters within their bounds, the body as its schema says. */
public final class Call {
    private final HttpRequest request;
    private final @Nullable Principal principal;
    private final Map<String, List<Json>> parameters;
    private final Json body;

    Call(HttpRequest request, @Nullable Principal principal, Map<String, List<Json>> parameters, Json body) {
        this.request = request;
        this.principal = principal;
        this.parameters = Map.copyOf(parameters);
        this.body = body;
    }

    /**
     * What the caller would ask of another route by a query string alone.
     *
     * @throws io.certtrail.domain.problem.Refusal if that route does not take it
     */
    public Call ofQuery(List<Parameter> others, String rawQuery) {
        return new Call(request, principal, RequestReader.query(others, QueryString.parse(rawQuery)), Json.NULL);
    }

    public HttpRequest request() {
        return request;
    }

    /** Who calls. Only of a route that needs a permission. */
    public Principal principal() {
        if (principal == null) {
            throw new IllegalStateException("this route is open to everyone and knows nobody");
        }
        return principal;
    }

    /** The body; null of JSON if the route takes none. */
    public Json body() {
        return body;
    }

    /** The body of a route whose schema is an object. */
    public Json.Obj object() {
        return (Json.Obj) body;
    }

    /** The text of a parameter that may be missing. */
    public Optional<String> text(String name) {
        return texts(name).stream().findFirst();
    }

    /** All texts of a parameter that may be repeated. */
    public List<String> texts(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .map(value -> ((Json.Str) value).value())
                .toList();
    }

    /** The number of a parameter, or what is meant if it is missing. */
    public int whole(String name, int fallback) {
        return parameters.getOrDefault(name, List.of()).stream()
                .findFirst()
                .map(value -> Math.toIntExact(((Json.Num) value).value()))
                .orElse(fallback);
    }

    /** The number of a parameter that may be missing. */
    public OptionalLong number(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .mapToLong(value -> ((Json.Num) value).value())
                .findFirst();
    }

    /** A parameter of the path that is a UUID; empty if it is none, so that nothing can have it. */
    public Optional<UUID> id(String name) {
        return text(name)
                .filter(text -> text.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"))
                .map(UUID::fromString);
    }
}
