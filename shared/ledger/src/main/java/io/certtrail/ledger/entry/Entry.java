package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is logged: an id and ten attributes. One that exists keeps {@link EntryRules}; its size alone is looked at later
 * ({@link EntryLimits}).
 *
 * @param time when it was recorded in the chain; whole milliseconds
 * @param occurred when it happened, as its source says; whole milliseconds
 */
public record Entry(
        UUID id,
        Instant time,
        Instant occurred,
        String action,
        Severity severity,
        Actor actor,
        Client client,
        Resource resource,
        String description,
        Json.Obj details,
        String trace) {

    /**
     * An entry of its parts.
     *
     * @throws EntryException if they break the rules
     */
    public Entry {
        List<Flaw> flaws = new ArrayList<>(0);
        EntryRules.time("/time", time, flaws);
        flaws.addAll(EntryRules.check(occurred, action, actor, client, resource, description, details, trace));
        EntryRules.require(flaws);
    }

    /** The entry without its time in the chain. */
    public Event event() {
        return new Event(id, occurred, action, severity, actor, client, resource, description, details, trace);
    }
}
