package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.util.List;

/** How large an entry may be. */
public final class EntryLimits {
    /** The canonical form (RFC 8785) of the ten attribute values, in bytes of UTF-8. */
    public static final int MAX_ENTRY_BYTES = 64 * 1024;

    /** How many objects and arrays may be nested in an attribute. */
    public static final int MAX_DEPTH = JsonReader.MAX_DEPTH;

    /** Every time has the same form, so that an event's size is known before its time is; an entry has two times. */
    private static final long TIME_BYTES = "\"YYYY-MM-DDTHH:MM:SS.mmmZ\"".length();

    private EntryLimits() {}

    /** What counts against {@link #MAX_ENTRY_BYTES}. */
    public static int bytes(Entry entry) {
        return bytes(
                entry.action(),
                entry.severity(),
                entry.actor(),
                entry.client(),
                entry.resource(),
                entry.description(),
                entry.details(),
                entry.trace());
    }

    /** What the entry made of this event will count against {@link #MAX_ENTRY_BYTES}. */
    public static int bytes(Event event) {
        return bytes(
                event.action(),
                event.severity(),
                event.actor(),
                event.client(),
                event.resource(),
                event.description(),
                event.details(),
                event.trace());
    }

    private static int bytes(
            String action,
            Severity severity,
            Actor actor,
            Client client,
            Resource resource,
            String description,
            Json.Obj details,
            String trace) {
        long bytes = 2 * TIME_BYTES
                + Jcs.length(action)
                + Jcs.length(severity.text())
                + Jcs.stringsLength("type", actor.type().text(), "id", actor.id(), "name", actor.name())
                + Jcs.stringsLength("ip", client.ip(), "userAgent", client.userAgent())
                + Jcs.stringsLength("type", resource.type(), "id", resource.id(), "name", resource.name())
                + Jcs.length(description)
                + Jcs.length(details)
                + Jcs.length(trace);
        return Math.toIntExact(bytes);
    }

    /** Whether the entry is no larger than {@link #MAX_ENTRY_BYTES}. */
    public static boolean isWithin(Entry entry) {
        return bytes(entry) <= MAX_ENTRY_BYTES;
    }

    static void requireSize(int bytes) {
        if (bytes > MAX_ENTRY_BYTES) {
            throw new EntryException(List.of(new Flaw(
                    "", "an entry has at most " + MAX_ENTRY_BYTES + " bytes in canonical form, found " + bytes)));
        }
    }
}
