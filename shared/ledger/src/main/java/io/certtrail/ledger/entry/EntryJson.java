package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.json.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An entry as one JSON object: the id and the ten attributes, always all of them. */
public final class EntryJson {
    /** How deep the object may be: its details, and itself. What {@link JsonReader} is to be told. */
    public static final int MAX_DEPTH = EntryLimits.MAX_DEPTH + 1;

    private EntryJson() {}

    public static Json.Obj of(Entry entry) {
        Json.ObjBuilder object = Json.obj().put("id", entry.id().toString());
        for (Attribute attribute : Attribute.values()) {
            object.put(attribute.text(), attribute.valueOf(entry));
        }
        return object.build();
    }

    public static Json.Obj of(Actor actor) {
        return Json.obj()
                .put("type", actor.type().text())
                .put("id", actor.id())
                .put("name", actor.name())
                .build();
    }

    public static Json.Obj of(Client client) {
        return Json.obj()
                .putIfPresent("ip", client.ip())
                .putIfPresent("userAgent", client.userAgent())
                .build();
    }

    public static Json.Obj of(Resource resource) {
        return Json.obj()
                .put("type", resource.type())
                .put("id", resource.id())
                .putIfPresent("name", resource.name())
                .build();
    }

    /**
     * Reads what {@link #of(Entry)} gives.
     *
     * @throws EntryException if a member is missing, unknown, of the wrong form, or breaks {@link EntryRules}; or if
     *     the entry is too large
     */
    public static Entry parse(Json.Obj object) {
        List<Flaw> flaws = new ArrayList<>(0);
        Members members = Members.of(object, "", flaws);
        Event event = EntryMembers.event(members);
        Instant time = EntryMembers.time(members, "time");
        members.noOthers();
        if (event == null || time == null || !flaws.isEmpty()) {
            throw new EntryException(flaws);
        }
        Entry entry = event.at(time);
        EntryLimits.requireSize(EntryLimits.bytes(entry));
        return entry;
    }
}
