package io.certtrail.domain.users;

import io.certtrail.ledger.entry.Event;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where users are kept. Every read is consistent. Safe for use by several threads. */
public interface Users {
    Optional<User> find(String tenant, UUID id);

    /**
     * The user of a name.
     *
     * @param folded {@link Username#folded}
     */
    Optional<User> named(String tenant, String folded);

    /**
     * Users in the order in which they were made.
     *
     * @param after begins behind this one; null for the beginning
     * @param limit at most so many
     */
    List<User> page(String tenant, @Nullable UUID after, int limit);

    Admins admins(String tenant);

    /**
     * A change of one user.
     *
     * @param before null if it is to be made; what is stored must be of its revision
     * @param after null if it is to be gone
     * @param admins what they are then, if they change; what is stored must be of the revision before
     * @param session the hash of a session of the user's that goes on in the new epoch, if any
     */
    record Change(
            @Nullable User before,
            @Nullable User after,
            @Nullable Admins admins,
            @Nullable String session) {
        public Change {
            if (before == null && after == null) {
                throw new IllegalArgumentException("a change of nobody");
            }
        }

        /** Somebody whom it is about: as they are then, or as they were. */
        public User subject() {
            if (after != null) {
                return after;
            }
            if (before != null) {
                return before;
            }
            throw new IllegalStateException("a change of nobody");
        }
    }

    /**
     * Makes a change and records its events, both or neither; durable when it returns.
     *
     * @param events of the user's tenant, 1 to 10
     * @return false if something else is stored than the change was made for, or somebody has the name: nothing was done
     * @throws io.certtrail.domain.chain.OutcomeUnknown if nobody knows
     */
    boolean write(Change change, List<Event> events);
}
