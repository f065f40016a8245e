package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Actor.Type;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which entries an export holds: those that meet every condition given. Comparison is exact, by code point.
 *
 * @param from the earliest time, inclusive
 * @param to the time before which it ends
 * @param action exact names, or {@code x.*} for what starts with {@code x.}; empty for any
 * @param severity empty for any
 * @param actor the actor's id or name
 * @param resource the resource's type, {@code type:id} or name
 * @param q text that occurs in the description, the actor's id or name, the client's members, the resource's id or
 *     name, the trace, or the canonical form of the details
 */
@SuppressWarnings(
        "BadImport") // javac loses the annotation of a qualified type (Actor.@Nullable Type) in a compact constructor
public record ExportFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> action,
        List<Severity> severity,
        @Nullable Type actorType,
        @Nullable String actor,
        @Nullable String resource,
        @Nullable String q) {
    public static final ExportFilter NONE = new ExportFilter(null, null, List.of(), List.of(), null, null, null, null);

    /** The attributes of which one alone can show that an entry is no match, in the order in which they are tried. */
    public static final List<Attribute> DISPROVING =
            List.of(Attribute.TIME, Attribute.ACTION, Attribute.SEVERITY, Attribute.RESOURCE, Attribute.ACTOR);

    private static final List<Attribute> SEARCHED = List.of(
            Attribute.DESCRIPTION,
            Attribute.ACTOR,
            Attribute.CLIENT,
            Attribute.RESOURCE,
            Attribute.TRACE,
            Attribute.DETAILS);

    /**
     * A filter of these conditions.
     *
     * @throws IllegalArgumentException if a text is empty
     */
    public ExportFilter {
        action = List.copyOf(action);
        severity = List.copyOf(severity);
        Stream.concat(action.stream(), Stream.of(actor, resource, q)).forEach(ExportFilter::refuseEmpty);
    }

    private static void refuseEmpty(@Nullable String text) {
        if (text != null && text.isEmpty()) {
            throw new IllegalArgumentException("a condition of the filter is empty: leave it out instead");
        }
    }

    /**
     * Reads what {@link #toJson()} gives, strictly.
     *
     * @throws FormatException naming the first member that is unknown, of the wrong type, or empty
     */
    public static ExportFilter parse(Json.Obj json) {
        return FilterJson.parse(json, "");
    }

    /** The conditions that were given, and no others. */
    public Json.Obj toJson() {
        return FilterJson.of(this);
    }

    public boolean matches(Entry entry) {
        if (equals(NONE)) {
            return true;
        }
        return disproof(entry, List.of()).isEmpty()
                && (q == null || SEARCHED.stream().anyMatch(a -> mentions(a, a.valueOf(entry))));
    }

    /** The first attribute that alone shows that the entry is no match; empty if it is one, or if only q rules it out. */
    public Optional<Attribute> disproof(Entry entry) {
        return disproof(entry, List.of());
    }

    /** The same, but never an attribute that is closed. */
    public Optional<Attribute> disproof(Entry entry, Collection<Attribute> closed) {
        return DISPROVING.stream()
                .filter(a -> !closed.contains(a) && asksOf(a))
                .filter(a -> disproves(a, a.valueOf(entry)))
                .findFirst();
    }

    /**
     * Whether an attribute's value alone shows that its entry is no match.
     *
     * @throws IllegalArgumentException if it is no value of that attribute
     */
    public boolean disproves(Attribute attribute, Json value) {
        return switch (attribute) {
            case TIME -> disprovesTime(LedgerTime.parse(AttributeValues.text(value)));
            case ACTION -> disprovesAction(AttributeValues.text(value));
            case SEVERITY -> !severity.isEmpty() && !severity.contains(Severity.parse(AttributeValues.text(value)));
            case RESOURCE -> resource != null && !isResource(AttributeValues.resource(value), resource);
            case ACTOR -> disprovesActor(AttributeValues.actor(value));
            case OCCURRED, CLIENT, DESCRIPTION, DETAILS, TRACE -> false;
        };
    }

    /** Whether the text q, if there is one, occurs in an attribute's value. */
    public boolean mentions(Attribute attribute, Json value) {
        return q == null
                || switch (attribute) {
                    case DESCRIPTION, TRACE -> AttributeValues.text(value).contains(q);
                    case ACTOR -> {
                        Actor who = AttributeValues.actor(value);
                        yield who.id().contains(q) || who.name().contains(q);
                    }
                    case CLIENT -> AttributeValues.members(value).anyMatch(text -> text.contains(q));
                    case RESOURCE -> {
                        Resource what = AttributeValues.resource(value);
                        String name = what.name();
                        yield what.id().contains(q) || (name != null && name.contains(q));
                    }
                    case DETAILS -> Jcs.text(value).contains(q);
                    case TIME, OCCURRED, ACTION, SEVERITY -> false;
                };
    }

    /** Whether no condition but the time is given, so that the matches are a run without a gap. */
    public boolean asksForTimeAlone() {
        return q == null && DISPROVING.stream().noneMatch(a -> a != Attribute.TIME && asksOf(a));
    }

    /** The conditions, by their names, that can't be checked where some attributes are closed. */
    public List<String> unchecked(Collection<Attribute> closed) {
        List<String> names = new ArrayList<>();
        toJson().members().keySet().stream()
                .filter(name -> asked(name).stream().anyMatch(closed::contains))
                .forEach(names::add);
        return List.copyOf(names);
    }

    private static List<Attribute> asked(String condition) {
        return switch (condition) {
            case "from", "to" -> List.of(Attribute.TIME);
            case "action" -> List.of(Attribute.ACTION);
            case "severity" -> List.of(Attribute.SEVERITY);
            case "actorType", "actor" -> List.of(Attribute.ACTOR);
            case "resource" -> List.of(Attribute.RESOURCE);
            default -> SEARCHED;
        };
    }

    private boolean asksOf(Attribute attribute) {
        return switch (attribute) {
            case TIME -> from != null || to != null;
            case ACTION -> !action.isEmpty();
            case SEVERITY -> !severity.isEmpty();
            case RESOURCE -> resource != null;
            case ACTOR -> actorType != null || actor != null;
            case OCCURRED, CLIENT, DESCRIPTION, DETAILS, TRACE -> false;
        };
    }

    private boolean disprovesTime(Instant time) {
        return (from != null && time.isBefore(from)) || (to != null && !time.isBefore(to));
    }

    private boolean disprovesAction(String name) {
        return !action.isEmpty() && action.stream().noneMatch(given -> isAction(name, given));
    }

    private static boolean isAction(String name, String given) {
        return given.endsWith(".*") ? name.startsWith(given.substring(0, given.length() - 1)) : name.equals(given);
    }

    private boolean disprovesActor(Actor who) {
        return (actorType != null && who.type() != actorType)
                || (actor != null && !who.id().equals(actor) && !who.name().equals(actor));
    }

    private static boolean isResource(Resource what, String given) {
        return given.equals(what.type()) || given.equals(what.type() + ":" + what.id()) || given.equals(what.name());
    }
}
