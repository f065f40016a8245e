package io.certtrail.domain.login;

import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where sessions are kept; {@link LoginStore#write} opens them. Every read is consistent. Safe for use by several threads. */
public interface SessionStore {
    /**
     * The session of a token, ended ones included.
     *
     * @param hash {@link io.certtrail.domain.access.SessionText#hash}
     */
    Optional<Session> find(String hash);

    /** Notes that a session was used, if it is still there. */
    void touch(Session session, Instant now);

    /** All of a user's that are kept, ended ones included, in the order of their ids. */
    List<Session> of(String tenant, UUID user);

    /**
     * Ends a session and records that, both or neither.
     *
     * @param events 1 to 10
     * @return false if it was gone already: nothing is recorded
     */
    boolean end(Session session, List<Event> events);
}
