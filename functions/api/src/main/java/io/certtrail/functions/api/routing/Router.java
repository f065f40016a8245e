package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Denial;
import io.certtrail.domain.access.Principal;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the route that a request means, holds the request to what the route declares, and lets it answer. */
public final class Router {
    private static final int FIRST_REFUSAL = 400;

    private final RouteTable table;
    private final Authentication authentication;
    private final Door door;

    /** @param denials is told of whom and what was refused; it must not fail, nor take long */
    public Router(RouteTable table, Authentication authentication, Consumer<Denial> denials) {
        this.table = table;
        this.authentication = authentication;
        this.door = new Door(authentication, denials);
    }

    /** The answer, or the refusal as a problem document. */
    public HttpResponse answer(HttpRequest request) {
        HttpResponse response;
        try {
            response = answerOrRefuse(request);
        } catch (Refusal refusal) {
            response = Problems.response(refusal, request.context().requestId());
        }
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private HttpResponse answerOrRefuse(HttpRequest request) {
        List<RouteTable.Match> matches = table.find(request.rawPath());
        if (matches.isEmpty()) {
            throw Refusal.of(Code.NOT_FOUND, "there is nothing at this path; /openapi.json says what there is");
        }
        for (RouteTable.Match match : matches) {
            if (takes(match.route(), request.method())) {
                return answer(request, match);
            }
        }
        TreeSet<String> allowed = new TreeSet<>();
        for (RouteTable.Match match : matches) {
            allowed.add(match.route().method());
            if (match.route().head()) {
                allowed.add("HEAD");
            }
        }
        String allow = String.join(", ", allowed);
        Refusal refusal =
                Refusal.of(Code.METHOD_NOT_ALLOWED, "expected %s, found %s".formatted(allow, request.method()));
        return Problems.response(refusal, request.context().requestId()).with("allow", allow);
    }

    private static boolean takes(Route route, String method) {
        return route.method().equals(method) || (method.equals("HEAD") && route.head());
    }

    private HttpResponse answer(HttpRequest request, RouteTable.Match match) {
        Route route = match.route();
        if (route.permission().isEmpty()) {
            return act(request, match, null);
        }
        Principal principal;
        try {
            principal = door.enter(request, route, route.permission().get());
        } catch (Refusal refusal) {
            return authentication.challenge(
                    Problems.response(refusal, request.context().requestId()), route.basic());
        }
        try {
            if (principal.credential().viaCookie()) {
                SameOrigin.require(request);
            }
            return act(request, match, principal);
        } catch (Refusal refusal) {
            door.turnedAway(request, route, principal, refusal);
            throw refusal;
        }
    }

    private static HttpResponse act(HttpRequest request, RouteTable.Match match, @Nullable Principal principal) {
        RequestReader.refuseLargeBody(request);
        refuseUnacceptable(request, match.route());
        return match.route().action().answer(RequestReader.read(request, match, principal));
    }

    private static void refuseUnacceptable(HttpRequest request, Route route) {
        List<String> types = route.answers().stream()
                .filter(answer -> answer.status() < FIRST_REFUSAL)
                .map(Answer::contentType)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String accept = request.header("accept").orElse("");
        if (!types.isEmpty() && !Accepts.any(accept, types)) {
            throw Refusal.of(
                    Code.NOT_ACCEPTABLE,
                    "this route answers %s, the request accepts %s".formatted(String.join(" or ", types), accept));
        }
    }
}
