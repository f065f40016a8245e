package io.certtrail.functions.api.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a route may give.
 *
 * @param contentType of its body, or null if it has none
 * @param schema of its body if that is JSON
 * @param headers what its own headers say, by name
 */
public record Answer(
        int status,
        String description,
        @Nullable String contentType,
        @Nullable Schema schema,
        Map<String, String> headers) {
    public static final String JSON = "application/json";

    public Answer {
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static Answer json(int status, String description, Schema schema) {
        return new Answer(status, description, JSON, schema, Map.of());
    }

    /** A refusal that this route gives beside those that every route may give. */
    public static Answer problem(int status, String description) {
        return new Answer(status, description, Problems.CONTENT_TYPE, Problems.SCHEMA, Map.of());
    }

    public static Answer file(int status, String description, String contentType) {
        return new Answer(status, description, contentType, null, Map.of());
    }

    public static Answer empty(int status, String description) {
        return new Answer(status, description, null, null, Map.of());
    }

    public Answer header(String name, String meaning) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, meaning);
        return new Answer(status, description, contentType, schema, more);
    }
}
