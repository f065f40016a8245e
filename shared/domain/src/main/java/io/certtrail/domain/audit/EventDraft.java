package io.certtrail.domain.audit;

import io.certtrail.domain.catalogue.ActionDefinition;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as a caller gave it and as the catalogue takes it; what the caller left out is null.
 *
 * @param definition of its action
 */
record EventDraft(
        @Nullable UUID id,
        @Nullable Instant occurred,
        ActionDefinition definition,
        @Nullable Actor actor,
        Client client,
        Resource resource,
        @Nullable String description,
        Json.Obj details,
        String trace) {

    /** The event that this becomes, with what was left out filled in. */
    Event event(UUID freshId, Instant now, Actor caller) {
        Actor who = actor == null ? caller : actor;
        return new Event(
                id == null ? freshId : id,
                occurred == null ? now : occurred,
                definition.action(),
                definition.severity(),
                who,
                client,
                resource,
                description == null ? definition.describe(who, resource, details) : description,
                details,
                trace);
    }

    /**
     * Whether a logged event is what this asks for, so that the request is a repetition. A time and description that
     * were left out were filled in when it came first.
     */
    boolean isRepetitionOf(Event logged, Actor caller) {
        Event again = event(logged.id(), logged.occurred(), caller);
        return description == null
                ? withDescription(again, logged.description()).equals(logged)
                : again.equals(logged);
    }

    private static Event withDescription(Event event, String description) {
        return new Event(
                event.id(),
                event.occurred(),
                event.action(),
                event.severity(),
                event.actor(),
                event.client(),
                event.resource(),
                description,
                event.details(),
                event.trace());
    }
}
