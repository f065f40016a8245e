package io.certtrail.domain.chain;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.DerivedId;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the chain records about itself. */
public final class ChainEvents {
    private static final Actor ACTOR = new Actor(Actor.Type.SYSTEM, "ledger", "CertTrail ledger");
    private static final Actor SETUP = new Actor(Actor.Type.SYSTEM, "setup", "CertTrail set-up");
    private static final int MOST_CHARS = 500;

    private final Catalogue catalogue;
    private final IdSource ids;
    private final Clock clock;

    public ChainEvents(Catalogue catalogue, IdSource ids, Clock clock) {
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was before a tree.
     *
     * @param signed the last signed head that was published; null if there was none
     */
    public record Previous(Origin origin, @Nullable Checkpoint signed) {}

    /** {@code ledger.opened}: entry 0. */
    Event opened(Origin origin, @Nullable Previous previous) {
        Checkpoint signed = previous == null ? null : previous.signed();
        return event(
                origin,
                "ledger.opened",
                Json.obj()
                        .put("origin", origin.text())
                        .put(
                                "previousOrigin",
                                previous == null
                                        ? Json.NULL
                                        : Json.of(previous.origin().text()))
                        .put("previousSize", signed == null ? Json.NULL : Json.of(signed.size()))
                        .put(
                                "previousRoot",
                                signed == null
                                        ? Json.NULL
                                        : Json.of(signed.root().base64()))
                        .build());
    }

    /** {@code tenant.created}: in the tenant's own ledger. */
    public Event tenantCreated(Tenant tenant) {
        return catalogue.event(
                ids.next(),
                clock.instant(),
                "tenant.created",
                SETUP,
                Client.NONE,
                new Resource("tenant", tenant.name(), tenant.name()),
                Json.obj().put("name", tenant.name()).put("by", SETUP.name()).build(),
                "");
    }

    /** {@code ledger.key.rotated}: once for each new key, however often it is recorded. */
    public Event keyRotated(Origin origin, VerifierKey newKey, Instant overlapUntil) {
        return event(
                DerivedId.of(origin.text(), "ledger.key.rotated", newKey.text()),
                origin,
                "ledger.key.rotated",
                Json.obj()
                        .put("newKey", newKey.text())
                        .put("overlapUntil", LedgerTime.text(LedgerTime.of(overlapUntil)))
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
        return event(ids.next(), origin, action, details);
    }

    private Event event(UUID id, Origin origin, String action, Json.Obj details) {
        return catalogue.event(
                id,
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
