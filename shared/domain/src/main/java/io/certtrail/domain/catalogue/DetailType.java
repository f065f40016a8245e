package io.certtrail.domain.catalogue;

import io.certtrail.domain.time.ZonedText;
import io.certtrail.ledger.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a detail of an event may be: one of some kinds of value, written as {@code time or null}. */
public record DetailType(List<Kind> kinds) {
    private static final String OR = " or ";

    public DetailType {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a detail is of some kind");
        }
    }

    /** One kind of value. */
    public enum Kind {
        STRING("a string"),
        INTEGER("an integer"),
        BOOLEAN("true or false"),
        /** A string that says a time with its zone. */
        TIME("a time with a zone (ISO 8601)"),
        /** A list of strings. */
        STRINGS("a list of strings"),
        OBJECT("an object"),
        /** A list of objects, each of a {@code field} and its {@code old} and {@code new} value. */
        CHANGES("a list of changes, each with field, old and new"),
        NULL("null"),
        /** Anything. */
        VALUE("any value");

        private static final Set<String> CHANGE_MEMBERS = Set.of("field", "old", "new");

        private final String phrase;

        Kind(String phrase) {
            this.phrase = phrase;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean accepts(Json value) {
            return switch (this) {
                case STRING -> value instanceof Json.Str;
                case INTEGER -> value instanceof Json.Num;
                case BOOLEAN -> value instanceof Json.Bool;
                case TIME ->
                    value instanceof Json.Str(String text)
                            && ZonedText.parse(text).isPresent();
                case STRINGS ->
                    value instanceof Json.Arr(List<Json> items)
                            && items.stream().allMatch(STRING::accepts);
                case OBJECT -> value instanceof Json.Obj;
                case CHANGES ->
                    value instanceof Json.Arr(List<Json> items)
                            && items.stream().allMatch(Kind::isChange);
                case NULL -> value instanceof Json.Null;
                case VALUE -> true;
            };
        }

        private static boolean isChange(Json value) {
            return value instanceof Json.Obj(Map<String, Json> members)
                    && members.keySet().equals(CHANGE_MEMBERS)
                    && members.get("field") instanceof Json.Str;
        }
    }

    static DetailType parse(String text) {
        return new DetailType(Arrays.stream(text.split(OR, -1))
                .map(kind -> Kind.valueOf(kind.toUpperCase(Locale.ROOT)))
                .toList());
    }

    public boolean accepts(Json value) {
        return kinds.stream().anyMatch(kind -> kind.accepts(value));
    }

    /** How the catalogue writes it. */
    public String text() {
        return kinds.stream().map(Kind::text).collect(Collectors.joining(OR));
    }

    /** How a sentence says it. */
    String phrase() {
        return kinds.stream().map(kind -> kind.phrase).collect(Collectors.joining(OR));
    }
}
