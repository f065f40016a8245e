package io.certtrail.functions.ledger;

import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps the token that a new deployment's first administrator has made, by its hash; the token itself is never seen. */
final class FirstToken {
    private static final Actor ACTOR = new Actor(Actor.Type.SYSTEM, "setup", "CertTrail set-up");
    private static final String NAME = "admin";

    private final AccessTokens tokens;
    private final Catalogue catalogue;
    private final IdSource ids;
    private final Clock clock;

    FirstToken(AccessTokens tokens, Catalogue catalogue, IdSource ids, Clock clock) {
        this.tokens = tokens;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps it for ever, and records that; does nothing if it is kept already. */
    void keep(String tenant, String hash) {
        UUID id = ids.next();
        Instant now = LedgerTime.of(clock.instant());
        Json.Obj details = Json.obj()
                .put("name", NAME)
                .put("role", Role.ADMIN.text())
                .put("createdBy", ACTOR.name())
                .put("expiresAt", Json.NULL)
                .build();
        tokens.create(
                new AccessToken(id, tenant, NAME, Role.ADMIN, hash, now, null),
                List.of(catalogue.event(
                        ids.next(),
                        now,
                        "auth.token.created",
                        ACTOR,
                        Client.NONE,
                        new Resource("token", id.toString(), NAME),
                        details,
                        "")));
    }
}
