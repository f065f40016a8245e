package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Jcs;
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
        return bytes(entry.event());
    }

    /** What the entry made of this event will count against {@link #MAX_ENTRY_BYTES}. */
    public static int bytes(Event event) {
        long bytes = 2 * TIME_BYTES
                + Jcs.length(event.action())
                + Jcs.length(event.severity().text())
                + Jcs.length(EntryJson.of(event.actor()))
                + Jcs.length(EntryJson.of(event.client()))
                + Jcs.length(EntryJson.of(event.resource()))
                + Jcs.length(event.description())
                + Jcs.length(event.details())
                + Jcs.length(event.trace());
        return Math.toIntExact(bytes);
    }

    static void requireSize(int bytes) {
        if (bytes > MAX_ENTRY_BYTES) {
            throw new EntryException(List.of(new Flaw(
                    "", "an entry has at most " + MAX_ENTRY_BYTES + " bytes in canonical form, found " + bytes)));
        }
    }
}
