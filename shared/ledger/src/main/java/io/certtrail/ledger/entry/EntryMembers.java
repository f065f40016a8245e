package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Members;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of an entry from JSON, for whoever reads an object that holds some of them. Each notes what is wrong
 * with its {@link Members} and then gives null.
 */
public final class EntryMembers {
    private EntryMembers() {}

    /** All that an event has, the members' names being those of {@link EventJson}. */
    static @Nullable Event event(Members members) {
        UUID id = id(members, "id");
        Instant occurred = time(members, "occurred");
        String action = members.string("action");
        Severity severity = severity(members, "severity");
        Actor actor = actor(members.members("actor"));
        Client client = client(members.members("client"));
        Resource resource = resource(members.members("resource"));
        String description = members.string("description");
        Json.Obj details = members.object("details");
        String trace = members.string("trace");
        if (id == null
                || occurred == null
                || action == null
                || severity == null
                || actor == null
                || client == null
                || resource == null
                || description == null
                || details == null
                || trace == null) {
            return null;
        }
        return new Event(id, occurred, action, severity, actor, client, resource, description, details, trace);
    }

    /** An id: a UUID of any version in lower case. */
    public static @Nullable UUID id(Members members, String name) {
        return parsed(members, name, EntryMembers::parseId);
    }

    /** A time in the one form of {@link LedgerTime}. */
    public static @Nullable Instant time(Members members, String name) {
        return parsed(members, name, LedgerTime::parse);
    }

    public static @Nullable Severity severity(Members members, String name) {
        return parsed(members, name, Severity::parse);
    }

    /** An actor; null if its object was not there to read. */
    public static @Nullable Actor actor(@Nullable Members members) {
        if (members == null) {
            return null;
        }
        Actor.Type type = parsed(members, "type", Actor.Type::parse);
        String id = members.string("id");
        String name = members.string("name");
        members.noOthers();
        return type == null || id == null || name == null ? null : new Actor(type, id, name);
    }

    /** A client; null if its object was not there to read. */
    public static @Nullable Client client(@Nullable Members members) {
        if (members == null) {
            return null;
        }
        Client client = new Client(members.optionalString("ip"), members.optionalString("userAgent"));
        members.noOthers();
        return client;
    }

    /** A resource; null if its object was not there to read. */
    public static @Nullable Resource resource(@Nullable Members members) {
        if (members == null) {
            return null;
        }
        String type = members.string("type");
        String id = members.string("id");
        String name = members.optionalString("name");
        members.noOthers();
        return type == null || id == null ? null : new Resource(type, id, name);
    }

    /**
     * Reads an id.
     *
     * @throws IllegalArgumentException unless it is a UUID in lower case
     */
    public static UUID parseId(String text) {
        if (text.length() == 36) {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        }
        throw new IllegalArgumentException("expected a UUID in lower case, found " + text);
    }

    private static <T> @Nullable T parsed(Members members, String name, Function<String, T> parser) {
        String text = members.string(name);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            members.flaw(name, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
