package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.json.Members;
import java.util.ArrayList;
import java.util.List;

/** An event as one JSON object: an entry's members without {@code time}. */
public final class EventJson {
    /** How deep the object may be: its details, and itself. What {@link JsonReader} is to be told. */
    public static final int MAX_DEPTH = EntryLimits.MAX_DEPTH + 1;

    private EventJson() {}

    public static Json.Obj of(Event event) {
        return Json.obj()
                .put("id", event.id().toString())
                .put("occurred", LedgerTime.text(event.occurred()))
                .put("action", event.action())
                .put("severity", event.severity().text())
                .put("actor", EntryJson.of(event.actor()))
                .put("client", EntryJson.of(event.client()))
                .put("resource", EntryJson.of(event.resource()))
                .put("description", event.description())
                .put("details", event.details())
                .put("trace", event.trace())
                .build();
    }

    /**
     * Reads what {@link #of} gives.
     *
     * @throws EntryException if a member is missing, unknown, of the wrong form, or breaks {@link EntryRules}; or if
     *     the event is too large
     */
    public static Event parse(Json.Obj object) {
        List<Flaw> flaws = new ArrayList<>(0);
        Members members = Members.of(object, "", flaws);
        Event event = EntryMembers.event(members);
        members.noOthers();
        if (event == null || !flaws.isEmpty()) {
            throw new EntryException(flaws);
        }
        EntryLimits.requireSize(EntryLimits.bytes(event));
        return event;
    }
}
