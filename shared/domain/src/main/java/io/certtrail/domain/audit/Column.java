package io.certtrail.domain.audit;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code field:value} of a {@link TextQuery} can name. */
public enum Column {
    /** The action's name. */
    ACTION("action"),
    /** The actor's id, its name, and {@code system} for what the system did. */
    ACTOR("actor"),
    /** The kind of actor. */
    ACTOR_TYPE("actorType"),
    /** The resource's type, {@code type:id}, and name. */
    RESOURCE("resource"),
    /** The severity. */
    SEVERITY("severity"),
    /** The client's IP address. */
    IP("ip"),
    /** The correlation id. */
    TRACE("trace"),
    /** The entry's id. */
    ID("id");

    private final String text;

    Column(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Whether a value may be asked for by its beginning. */
    public boolean takesPrefix() {
        return this != ID && this != TRACE;
    }

    /** The values that an entry has here; any of them may be the one that is asked for. */
    public List<String> values(Entry entry) {
        return switch (this) {
            case ACTION -> List.of(entry.action());
            case ACTOR -> actor(entry.actor());
            case ACTOR_TYPE -> List.of(entry.actor().type().text());
            case RESOURCE -> resource(entry.resource());
            case SEVERITY -> List.of(entry.severity().text());
            case IP -> Stream.ofNullable(entry.client().ip()).toList();
            case TRACE -> entry.trace().isEmpty() ? List.of() : List.of(entry.trace());
            case ID -> List.of(entry.id().toString());
        };
    }

    private static List<String> actor(Actor actor) {
        List<String> values = new ArrayList<>(3);
        values.add(actor.id());
        values.add(actor.name());
        if (actor.type() == Actor.Type.SYSTEM) {
            values.add(Actor.Type.SYSTEM.text());
        }
        return values;
    }

    private static List<String> resource(Resource resource) {
        List<String> values = new ArrayList<>(3);
        values.add(resource.type());
        values.add(resource.type() + ":" + resource.id());
        String name = resource.name();
        if (name != null) {
            values.add(name);
        }
        return values;
    }

    /** The only values there are; empty if there is no end of them. */
    Set<String> known() {
        return switch (this) {
            case SEVERITY ->
                Arrays.stream(Severity.values()).map(Severity::text).collect(Collectors.toSet());
            case ACTOR_TYPE ->
                Arrays.stream(Actor.Type.values()).map(Actor.Type::text).collect(Collectors.toSet());
            case ACTION, ACTOR, RESOURCE, IP, TRACE, ID -> Set.of();
        };
    }

    /** The column of a name, in upper or lower case. */
    static Optional<Column> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> column.text.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }
}
