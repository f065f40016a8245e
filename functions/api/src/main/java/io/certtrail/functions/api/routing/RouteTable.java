package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.QueryString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All routes, and which of them a path means. Immutable. */
public final class RouteTable {
    private final List<Route> routes;

    /**
     * The table of these routes.
     *
     * @throws IllegalArgumentException if two routes have the same method and path, or the same id
     */
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        Set<String> seen = new HashSet<>();
        for (Route route : routes) {
            if (!seen.add(route.method() + " " + route.path()) || !seen.add(route.id())) {
                throw new IllegalArgumentException("declared twice: %s %s".formatted(route.method(), route.path()));
            }
        }
    }

    public List<Route> routes() {
        return routes;
    }

    /** A route and what the variable parts of its path are. */
    public record Match(Route route, Map<String, String> variables) {}

    /** The routes of the most literal template that a path fits; several if it takes several methods. */
    public List<Match> find(String rawPath) {
        List<String> segments = segments(rawPath);
        List<Match> matches = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = variables(segments(route.path()), segments);
            if (variables.isEmpty() || variables.get().size() > fewest) {
                continue;
            }
            if (variables.get().size() < fewest) {
                matches.clear();
                fewest = variables.get().size();
            }
            matches.add(new Match(route, variables.get()));
        }
        return matches;
    }

    private static Optional<Map<String, String>> variables(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), QueryString.decodeSegment(segments.get(i)));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }
}
