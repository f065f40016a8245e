package io.certtrail.domain.login;

import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.Username;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where attempts to sign in are counted. What it does for a name that nobody has takes as many steps as for one that
 * somebody has. Safe for use by several threads.
 */
public interface LoginStore {
    /** What there is about a name, as it stands now (consistent reads). */
    record Seen(Optional<User> user, Admins admins, Attempts attempts) {}

    Seen look(String tenant, Username name);

    /**
     * Counts an attempt from an address, unless there were as many as there may be.
     *
     * @param until when their window ends; part of what they are counted by
     * @return false if there were
     */
    boolean countAddress(String tenant, AttemptKey address, Instant until, int most);

    /** Takes an attempt back that {@link #countAddress} has counted: it was a good one. */
    void forgiveAddress(String tenant, AttemptKey address, Instant until);

    /**
     * One step of signing in.
     *
     * @param attempts as they are then; what is stored must be of the revision before
     * @param admins as they are then, if one of them is locked; likewise
     * @param opened a session that begins, or null
     * @param rehashed the user with their password hashed anew, if it is; what is stored must be of the revision before
     */
    record Step(
            @Nullable Attempts attempts,
            @Nullable Admins admins,
            @Nullable Session opened,
            @Nullable User rehashed) {
        static Step of(Attempts attempts) {
            return new Step(attempts, null, null, null);
        }
    }

    /**
     * Makes a step and records its events, both or neither; durable when it returns.
     *
     * @param events at most 10
     * @return false if something else is stored: nothing was done
     * @throws io.certtrail.domain.chain.OutcomeUnknown if nobody knows
     */
    boolean write(String tenant, Step step, List<Event> events);
}
