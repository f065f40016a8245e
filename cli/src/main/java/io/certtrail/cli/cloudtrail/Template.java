package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills values of the mapping from a record. A string may hold places in braces, each a list of alternatives separated
 * by {@code |} of which the first that has a text counts: a JSON pointer into the record, {@code @actor} (the actor's
 * name), {@code @account}, or {@code 'words'}.
 */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

    private final CloudTrailRecord trail;
    private final String actor;

    Template(CloudTrailRecord trail, String actor) {
        this.trail = trail;
        this.actor = actor;
    }

    /** The filled value; empty when a place of it has no text. */
    Optional<Json> fill(Json template) {
        return switch (template) {
            case Json.Str(String text) -> fill(text).map(Line::of).map(Json.Str::new);
            case Json.Obj(Map<String, Json> members) -> object(members);
            case Json.Arr(List<Json> items) -> array(items);
            case Json.Num num -> Optional.of(num);
            case Json.Bool bool -> Optional.of(bool);
            case Json.Null none -> Optional.of(none);
        };
    }

    Optional<String> fill(String template) {
        Matcher place = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            Optional<String> text = first(place.group(1).split("\\|", -1));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(text.get()));
        }
        place.appendTail(filled);
        return Optional.of(filled.toString());
    }

    private Optional<String> first(String[] alternatives) {
        for (String alternative : alternatives) {
            Optional<String> text = value(alternative).filter(found -> !found.isEmpty());
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private Optional<String> value(String alternative) {
        return switch (alternative) {
            case "@actor" -> Optional.of(actor);
            case "@account" -> Optional.of(trail.account());
            case String text when text.startsWith("/") -> trail.text(text);
            case String text
            when text.startsWith("'") && text.endsWith("'") -> Optional.of(text.substring(1, text.length() - 1));
            default ->
                throw new IllegalStateException("the mapping has a place {" + alternative + "} of no known form");
        };
    }

    private Optional<Json> object(Map<String, Json> members) {
        Map<String, Json> filled = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : members.entrySet()) {
            Optional<Json> value = fill(member.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.put(member.getKey(), value.get());
        }
        return Optional.of(new Json.Obj(filled));
    }

    private Optional<Json> array(List<Json> items) {
        List<Json> filled = new ArrayList<>();
        for (Json item : items) {
            Optional<Json> value = fill(item);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.add(value.get());
        }
        return Optional.of(new Json.Arr(filled));
    }
}
