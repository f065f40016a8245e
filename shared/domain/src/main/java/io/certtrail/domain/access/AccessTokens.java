package io.certtrail.domain.access;

import io.certtrail.ledger.entry.Event;
import java.util.List;
import java.util.Optional;

/** Where access tokens are kept. Safe for use by several threads. */
public interface AccessTokens {
    /**
     * The token with this hash, as it stands now (a consistent read), expired ones included.
     *
     * @param hash {@link TokenText#hash}
     */
    Optional<AccessToken> find(String hash);

    /**
     * Keeps a new token and records its events, both or neither; durable when it returns. A token with this hash that
     * exists already is left as it is, and then no event is recorded: a repeated call changes nothing.
     *
     * @param events of the token's tenant, at most 10
     */
    void create(AccessToken token, List<Event> events);
}
