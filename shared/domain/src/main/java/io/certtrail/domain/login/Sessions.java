package io.certtrail.domain.login;

import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.settings.SessionPolicy;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.Users;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.LedgerTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Knows people by their sessions, and ends them. A session and its user are looked up at each use, consistently: what
 * was revoked, disabled or given another role is so at once. Safe for use by several threads.
 */
public final class Sessions {
    private final SessionStore store;
    private final Users users;
    private final SettingsSource settings;
    private final LoginEvents events;
    private final Clock clock;

    public Sessions(SessionStore store, Users users, SettingsSource settings, LoginEvents events, Clock clock) {
        this.store = store;
        this.users = users;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** An open session, and whose it is. */
    public record Known(Session session, User user) {}

    /**
     * Whose session this is, now.
     *
     * @throws Refusal if it is none that is open
     */
    public Known use(SessionText text) {
        Instant now = clock.instant();
        Session session = store.find(text.hash()).orElseThrow(Sessions::over);
        User user = users.find(session.tenant(), session.user()).orElseThrow(Sessions::over);
        if (!session.open(user, policy(session.tenant()), now)) {
            throw over();
        }
        if (session.stale(now)) {
            store.touch(session, LedgerTime.of(now));
        }
        return new Known(session, user);
    }

    /** A user's open sessions, oldest first. */
    public List<Session> open(User user) {
        SessionPolicy policy = policy(user.tenant());
        Instant now = clock.instant();
        return store.of(user.tenant(), user.id()).stream()
                .filter(session -> session.open(user, policy, now))
                .toList();
    }

    /** Ends the caller's session. Ended again, it stays so and is recorded once. */
    public void logOut(Known caller, Client client) {
        boolean _ = store.end(
                caller.session(), List.of(events.loggedOut(caller.user(), client, LedgerTime.of(clock.instant()))));
    }

    /**
     * Ends one of the caller's sessions.
     *
     * @throws Refusal if none of theirs that is open has this id
     */
    public void revoke(Known caller, UUID id, Client client) {
        Session session = open(caller.user()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "none of your sessions has this id"));
        boolean _ = store.end(
                session, List.of(events.revoked(caller.user(), session, client, LedgerTime.of(clock.instant()))));
    }

    private SessionPolicy policy(String tenant) {
        return settings.of(tenant).sessions();
    }

    private static Refusal over() {
        return Refusal.of(Code.UNAUTHENTICATED, "the session is over, or never was one: sign in again");
    }
}
