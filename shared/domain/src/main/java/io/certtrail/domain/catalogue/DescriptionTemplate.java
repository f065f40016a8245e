package io.certtrail.domain.catalogue;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the braces of a description with what an event carries. */
final class DescriptionTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final int MAX_VALUE_CHARS = 200;
    private static final int MAX_CHARS = 1000;

    private DescriptionTemplate() {}

    static String fill(String template, Actor actor, Resource resource, Json.Obj details) {
        String filled = PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), actor, resource, details)));
        return cut(filled, MAX_CHARS);
    }

    private static String value(String name, Actor actor, Resource resource, Json.Obj details) {
        String text = switch (name) {
            case "actor" -> actor.name().isEmpty() ? actor.id() : actor.name();
            case "resource" -> resource.name() == null ? resource.id() : resource.name();
            default -> text(details.get(name));
        };
        return cut(EntryRules.replaceControls(text), MAX_VALUE_CHARS);
    }

    private static String text(@Nullable Json value) {
        return switch (value) {
            case null -> "";
            case Json.Str(String text) -> text;
            case Json other -> Jcs.text(other);
        };
    }

    private static String cut(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int end = maxChars - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
    }
}
