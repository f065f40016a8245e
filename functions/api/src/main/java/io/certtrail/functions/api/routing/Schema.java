package io.certtrail.functions.api.routing;

import io.certtrail.ledger.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON value may be: the part of JSON Schema (draft 2020-12, as OpenAPI 3.1 takes it) that this API needs. A
 * request is held to it by {@link SchemaCheck}; {@link SchemaDocument} writes it down.
 */
public sealed interface Schema {
    /** The format of a text that no answer shows, whatever was found in its place. */
    String PASSWORD = "password";

    /** What the value means, in a sentence; may be empty. */
    String description();

    /**
     * A string.
     *
     * @param minLength in UTF-16 code units, as {@code maxLength}
     * @param format a format that the document names and the domain checks, such as {@code date-time}
     * @param example a good one
     */
    record Text(
            String description,
            int minLength,
            int maxLength,
            @Nullable String format,
            @Nullable String example) implements Schema {
        public Text format(String newFormat) {
            return new Text(description, minLength, maxLength, newFormat, example);
        }

        public Text example(String newExample) {
            return new Text(description, minLength, maxLength, format, newExample);
        }
    }

    /** An integer within bounds, both included. */
    record Whole(String description, long min, long max) implements Schema {}

    /** True or false. */
    record Flag(String description) implements Schema {}

    /** One of some strings. */
    record Choice(String description, List<String> values) implements Schema {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /**
     * A name: one of some known ones, or one of a form. The domain says whether it is one; here it is a text.
     *
     * @param pattern a regular expression (ECMA 262) of the form
     */
    record Name(String description, List<String> known, String pattern, int maxLength) implements Schema {
        public Name {
            known = List.copyOf(known);
        }
    }

    /** A list. */
    record Items(String description, Schema of, int min, int max) implements Schema {}

    /**
     * An object of known members.
     *
     * @param open whether it may have others as well
     */
    record Members(String description, Map<String, Member> members, boolean open) implements Schema {
        public Members {
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        public Members required(String name, Schema schema) {
            return with(name, new Member(schema, true));
        }

        public Members optional(String name, Schema schema) {
            return with(name, new Member(schema, false));
        }

        private Members with(String name, Member member) {
            Map<String, Member> more = new LinkedHashMap<>(members);
            more.put(name, member);
            return new Members(description, more, open);
        }
    }

    /** A member of an object. */
    record Member(Schema schema, boolean required) {}

    /** Anything at all. */
    record Anything(String description) implements Schema {}

    /** What fits one of some schemas. */
    record AnyOf(String description, List<Schema> schemas) implements Schema {
        public AnyOf {
            schemas = List.copyOf(schemas);
        }
    }

    /** Something, or null. */
    record OrNull(Schema schema) implements Schema {
        @Override
        public String description() {
            return schema.description();
        }
    }

    /** One that has a name, and stands in the document once. */
    record Named(String name, Schema schema) implements Schema {
        @Override
        public String description() {
            return schema.description();
        }
    }

    static Text text(String description, int maxLength) {
        return new Text(description, 0, maxLength, null, null);
    }

    /** A text that is not empty. */
    static Text someText(String description, int maxLength) {
        return new Text(description, 1, maxLength, null, null);
    }

    static Text time(String description) {
        return new Text(description, 1, 40, "date-time", "2026-11-22T10:00:00.000Z");
    }

    static Text uuid(String description) {
        return new Text(description, 36, 36, "uuid", "0193a000-0000-7000-8000-91d9f9b439fc");
    }

    static Members object(String description) {
        return new Members(description, Map.of(), false);
    }

    static Members openObject(String description) {
        return new Members(description, Map.of(), true);
    }

    /** The value that a text stands for in a query or path: a number where one is expected, else the text. */
    static Optional<Json> ofText(Schema schema, String text) {
        if (!(schema instanceof Whole)) {
            return Optional.of(new Json.Str(text));
        }
        try {
            return text.matches("-?[0-9]{1,15}") ? Optional.of(new Json.Num(Long.parseLong(text))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
