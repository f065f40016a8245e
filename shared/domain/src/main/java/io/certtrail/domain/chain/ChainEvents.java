package io.certtrail.domain.chain;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;

/** What the chain records about itself. */
public final class ChainEvents {
    private static final Actor ACTOR = new Actor(Actor.Type.SYSTEM, "ledger", "CertTrail ledger");
    private static final int MOST_CHARS = 500;

    private final Catalogue catalogue;
    private final IdSource ids;
    private final Clock clock;

    public ChainEvents(Catalogue catalogue, IdSource ids, Clock clock) {
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@code ledger.opened}: entry 0 of a tree that follows no other. */
    Event opened(Origin origin) {
        return event(
                origin,
                "ledger.opened",
                Json.obj()
                        .put("origin", origin.text())
                        .put("previousOrigin", Json.NULL)
                        .put("previousSize", Json.NULL)
                        .put("previousRoot", Json.NULL)
                        .build());
    }

    /** {@code audit.event.quarantined}: an outbox item can't be logged. */
    Event quarantined(Origin origin, OutboxItem.Unreadable item) {
        return event(
                origin,
                "audit.event.quarantined",
                Json.obj()
                        .put("outboxKey", shown(item.key()))
                        .put("reason", shown(item.reason()))
                        .build());
    }

    private Event event(Origin origin, String action, Json.Obj details) {
        return catalogue.event(
                ids.next(),
                clock.instant(),
                action,
                ACTOR,
                Client.NONE,
                new Resource("ledger", origin.text(), null),
                details,
                "");
    }

    /** A text of unknown source as an entry may hold it: short, without control characters and lone surrogates. */
    private static String shown(String text) {
        return EntryRules.replaceControls(text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text);
    }
}
