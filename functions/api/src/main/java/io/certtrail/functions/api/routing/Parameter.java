package io.certtrail.functions.api.routing;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a route.
 *
 * @param schema of one value
 * @param repeatable whether it may be given several times
 * @param fallback what is meant when it is not given, for the document; null when nothing is
 */
public record Parameter(
        String name,
        In in,
        Schema schema,
        boolean repeatable,
        @Nullable String fallback) {
    /** Where it stands. */
    public enum In {
        PATH,
        QUERY,
        HEADER
    }

    public static Parameter path(String name, Schema schema) {
        return new Parameter(name, In.PATH, schema, false, null);
    }

    public static Parameter query(String name, Schema schema) {
        return new Parameter(name, In.QUERY, schema, false, null);
    }

    /** One of the request's headers that the route looks at; it is documented, and not checked. */
    public static Parameter header(String name, Schema schema) {
        return new Parameter(name, In.HEADER, schema, false, null);
    }

    public Parameter repeated() {
        return new Parameter(name, in, schema, true, fallback);
    }

    public Parameter fallback(String value) {
        return new Parameter(name, in, schema, repeatable, value);
    }
}
