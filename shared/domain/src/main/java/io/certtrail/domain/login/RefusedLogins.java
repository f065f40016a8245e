package io.certtrail.domain.login;

import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.List;

/**
 * Attempts to sign in that were refused without a look at their password: counted as they come, and recorded together
 * once their window has ended. Safe for use by several threads.
 */
public interface RefusedLogins {
    /**
     * Refused attempts of one window that belong together.
     *
     * @param key what they have in common: a name's or an address's
     * @param userId of whom the name is, or the name
     * @param username as it was typed first
     * @param ip where the first came from; empty if nobody knows
     * @param count how many
     * @param first when the first was
     * @param until when their window ends
     */
    record Flood(
            String tenant,
            AttemptKey key,
            String userId,
            String username,
            String ip,
            String reason,
            long count,
            Instant first,
            Instant until) {}

    /** Counts one more, {@code flood.count} being 1; durable when it returns. */
    void add(Flood flood);

    /** Those whose window has ended by then, at most so many. */
    List<Flood> due(String tenant, Instant now, int limit);

    /**
     * Takes a flood off and records it, both or neither.
     *
     * @return false if it is another one by now: nothing was done
     */
    boolean settle(Flood flood, List<Event> events);
}
