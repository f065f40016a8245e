package io.certtrail.domain.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Access tokens, as whoever knows callers needs them. Safe for use by several threads. */
public interface TokenReader {
    /**
     * The token with this hash, as it stands now (a consistent read), expired and revoked ones included. When it was
     * last used is not told.
     *
     * @param hash {@link TokenText#hash}
     */
    Optional<AccessToken> find(String hash);

    /**
     * Notes that a token was used, if nothing later than {@code before} is noted; else nothing happens, as when there is
     * no such token.
     */
    void used(String tenant, UUID id, Instant at, Instant before);
}
