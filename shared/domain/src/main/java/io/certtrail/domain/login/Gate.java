package io.certtrail.domain.login;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.settings.LockoutPolicy;
import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserEvents.By;
import io.certtrail.domain.users.Username;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets attempts to sign in come to a look at their password, or refuses them; locks accounts. An attempt is counted before
 * it is admitted, by a conditional write. Names that nobody has are counted like those that somebody has. Safe for use by
 * several threads.
 */
final class Gate {
    /** Attempts of one window that an address may make and that don't succeed. */
    static final int MOST_OF_AN_ADDRESS = 100;

    /** For how long refused attempts, and an address's, count together. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** What every refused caller is told, so that it tells nothing of the account. */
    private static final Duration COME_AGAIN = Duration.ofMinutes(1);

    /** Only admitted attempts write, and at most a policy's failures of them are admitted: so few meet. */
    private static final int TRIES = 200;

    private final LoginStore store;
    private final RefusedLogins refused;
    private final LoginEvents events;
    private final Clock clock;

    Gate(LoginStore store, RefusedLogins refused, LoginEvents events, Clock clock) {
        this.store = store;
        this.refused = refused;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody at the door. */
    record Visit(String tenant, Username name, Client client, LockoutPolicy policy) {
        String ip() {
            String ip = client.ip();
            return ip == null ? "" : ip;
        }

        AttemptKey address() {
            return AttemptKey.ofAddress(ip());
        }
    }

    /**
     * An attempt that is counted.
     *
     * @param user of that name, if there is one
     * @param window when the window of its address ends
     */
    record Admitted(Visit visit, Optional<User> user, Instant window) {}

    /** @throws Refusal if there were too many by this name, or from this address */
    Admitted admit(Visit visit) {
        Instant window = null;
        for (int tries = 0; tries < TRIES; tries++) {
            Instant now = clock.instant();
            LoginStore.Seen seen = store.look(visit.tenant(), visit.name());
            switch (seen.attempts().next(visit.policy(), mayBeLocked(seen, now), now)) {
                case REFUSED -> throw refuse(visit, seen.user(), seen.attempts().key(), "account locked", now);
                case SLOWED -> throw refuse(visit, seen.user(), seen.attempts().key(), "account slowed", now);
                case OVERDUE -> {
                    boolean _ = lock(visit, seen, List.of(), now);
                }
                case ADMITTED -> {
                    if (window == null) {
                        window = windowEnd(now);
                        if (!store.countAddress(visit.tenant(), visit.address(), window, MOST_OF_AN_ADDRESS)) {
                            throw refuse(visit, Optional.empty(), visit.address(), "too many from this address", now);
                        }
                    }
                    Attempts counted = seen.attempts().counted(visit.policy(), now);
                    if (store.write(visit.tenant(), LoginStore.Step.of(counted), unlocked(seen, now))) {
                        return new Admitted(visit, seen.user(), window);
                    }
                }
            }
        }
        throw busy();
    }

    /** Records that an admitted attempt failed, and locks the account if there were too many. */
    void fail(Admitted admitted, String reason) {
        Visit visit = admitted.visit();
        for (int tries = 0; tries < TRIES; tries++) {
            Instant now = clock.instant();
            Event failed = events.failed(admitted.user(), visit.name(), visit.client(), reason, now);
            LoginStore.Seen seen = store.look(visit.tenant(), visit.name());
            boolean locks = seen.attempts().tooMany(visit.policy(), now) && mayBeLocked(seen, now);
            boolean done = locks
                    ? lock(visit, seen, List.of(failed), now)
                    : store.write(visit.tenant(), new LoginStore.Step(null, null, null, null), List.of(failed));
            if (done) {
                return;
            }
        }
        throw busy();
    }

    private boolean lock(Visit visit, LoginStore.Seen seen, List<Event> before, Instant now) {
        Attempts locked = seen.attempts().locked(visit.policy(), now);
        List<Event> all = new ArrayList<>(before);
        seen.user().ifPresent(user -> all.add(events.locked(user, locked.count(), visit.client(), now)));
        Admins admins = seen.user()
                .filter(User::administers)
                .map(user ->
                        seen.admins().with(user.id(), now.plus(visit.policy().lock())))
                .orElse(null);
        return store.write(visit.tenant(), new LoginStore.Step(locked, admins, null, null), all);
    }

    private List<Event> unlocked(LoginStore.Seen seen, Instant now) {
        Instant when = seen.attempts().unlockedAt(now);
        if (when == null || seen.user().isEmpty()) {
            return List.of();
        }
        return List.of(events.unlocked(seen.user().get(), new By(LoginEvents.CLOCK, Client.NONE), when));
    }

    /** The account of the last administrator who could sign in stays open: nobody could let them in again. */
    private static boolean mayBeLocked(LoginStore.Seen seen, Instant now) {
        return seen.user()
                .filter(User::administers)
                .map(user -> seen.admins().maySpare(user.id(), now))
                .orElse(true);
    }

    private Refusal refuse(Visit visit, Optional<User> user, AttemptKey key, String reason, Instant now) {
        String name = visit.name().text();
        refused.add(new RefusedLogins.Flood(
                visit.tenant(),
                key,
                user.map(found -> found.id().toString()).orElse(name),
                name,
                visit.ip(),
                reason,
                1,
                LedgerTime.of(now),
                windowEnd(now)));
        return Refusal.forNow(
                Code.TOO_MANY_ATTEMPTS,
                "too many attempts to sign in; try again later, or ask an administrator to unlock the account",
                COME_AGAIN);
    }

    /** Windows are the same for everybody: they end at whole multiples of their length. */
    private static Instant windowEnd(Instant now) {
        long seconds = WINDOW.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
    }

    static Refusal busy() {
        return Refusal.forNow(
                Code.UNAVAILABLE, "others are at this account just now; try again", Duration.ofSeconds(1));
    }
}
