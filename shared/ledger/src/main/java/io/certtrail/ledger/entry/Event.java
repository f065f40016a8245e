package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry that has no place and no time in the chain yet. One that exists keeps {@link EntryRules}; its size alone is
 * looked at later ({@link EntryLimits}).
 *
 * @param occurred when it happened, as its source says; whole milliseconds
 */
public record Event(
        UUID id,
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
     * An event of its parts.
     *
     * @throws EntryException if they break the rules
     */
    public Event {
        EntryRules.require(EntryRules.check(occurred, action, actor, client, resource, description, details, trace));
    }

    /** The same event under another id. */
    public Event withId(UUID other) {
        return new Event(other, occurred, action, severity, actor, client, resource, description, details, trace);
    }

    /** The entry that this becomes when it is recorded in the chain. */
    public Entry at(Instant time) {
        return new Entry(id, time, occurred, action, severity, actor, client, resource, description, details, trace);
    }
}
