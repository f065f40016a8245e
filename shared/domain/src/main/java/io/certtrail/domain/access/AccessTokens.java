package io.certtrail.domain.access;

import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a tenant's access tokens are kept. Safe for use by several threads. */
public interface AccessTokens {
    /**
     * Keeps a new token and records its events, both or neither; durable when it returns. A token with this hash that
     * exists already is left as it is, and then no event is recorded: a repeated call changes nothing.
     *
     * @param events of the token's tenant, at most 10
     */
    void create(AccessToken token, List<Event> events);

    /** A token of this tenant, as it stands now; another tenant's is none. */
    Optional<AccessToken> byId(String tenant, UUID id);

    /**
     * Some of a tenant's tokens, newest first, revoked and expired ones included.
     *
     * @param before the id of the last one of the page before; any id will do, and null begins with the newest
     * @param limit 1 to 100
     */
    TokenPage page(String tenant, @Nullable UUID before, int limit);

    /**
     * Revokes a token and records its events, both or neither; durable when it returns, and {@link TokenReader#find}
     * tells of it from then on.
     *
     * @return false if it was revoked before: then nothing is recorded
     */
    boolean revoke(AccessToken token, Instant at, List<Event> events);
}
