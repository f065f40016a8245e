package io.certtrail.testkit.users;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.login.AttemptKey;
import io.certtrail.domain.login.Attempts;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.login.RefusedLogins;
import io.certtrail.domain.login.Session;
import io.certtrail.domain.login.SessionStore;
import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.Username;
import io.certtrail.domain.users.Users;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users, logins and sessions in memory, with their events going to an outbox; each change is one step for everybody. */
public final class MemoryUsers implements Users, LoginStore, SessionStore, RefusedLogins {
    private final Map<String, User> users = new HashMap<>();
    private final Map<String, Admins> admins = new HashMap<>();
    private final Map<String, Attempts> attempts = new HashMap<>();
    private final Map<String, Integer> addresses = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Flood> floods = new HashMap<>();
    private final Outbox outbox;

    public MemoryUsers(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public synchronized Optional<User> find(String tenant, UUID id) {
        return Optional.ofNullable(users.get(tenant + id));
    }

    @Override
    public synchronized Optional<User> named(String tenant, String folded) {
        return users.values().stream()
                .filter(user ->
                        user.tenant().equals(tenant) && user.username().folded().equals(folded))
                .findFirst();
    }

    @Override
    public synchronized List<User> page(String tenant, @Nullable UUID after, int limit) {
        return users.values().stream()
                .filter(user -> user.tenant().equals(tenant))
                .filter(user -> after == null || user.id().toString().compareTo(after.toString()) > 0)
                .sorted(Comparator.comparing(user -> user.id().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Admins admins(String tenant) {
        return admins.getOrDefault(tenant, Admins.none(tenant));
    }

    @Override
    public synchronized boolean write(Change change, List<Event> events) {
        User subject = change.subject();
        User before = change.before();
        User after = change.after();
        long revision = find(subject.tenant(), subject.id()).map(User::revision).orElse(0L);
        boolean taken = before == null
                && named(subject.tenant(), subject.username().folded()).isPresent();
        if (revision != (before == null ? 0 : before.revision()) || taken || !fits(change.admins())) {
            return false;
        }
        String session = change.session();
        if (session != null && !sessions.containsKey(session)) {
            return false;
        }
        outbox.record(subject.tenant(), events);
        put(change.admins());
        if (after == null) {
            users.remove(subject.tenant() + subject.id());
        } else {
            users.put(subject.tenant() + subject.id(), after);
            if (session != null) {
                sessions.computeIfPresent(session, (hash, old) -> with(old, old.seen(), after.epoch()));
            }
        }
        return true;
    }

    private boolean fits(@Nullable Admins next) {
        return next == null || admins(next.tenant()).revision() == next.revision() - 1;
    }

    private void put(@Nullable Admins next) {
        if (next != null) {
            admins.put(next.tenant(), next);
        }
    }

    @Override
    public synchronized Seen look(String tenant, Username name) {
        AttemptKey key = AttemptKey.ofName(name.folded());
        return new Seen(
                named(tenant, name.folded()),
                admins(tenant),
                attempts.getOrDefault(tenant + key, Attempts.none(tenant, key)));
    }

    @Override
    public synchronized boolean countAddress(String tenant, AttemptKey address, Instant until, int most) {
        String key = tenant + address + until;
        if (addresses.getOrDefault(key, 0) >= most) {
            return false;
        }
        addresses.merge(key, 1, Integer::sum);
        return true;
    }

    @Override
    public synchronized void forgiveAddress(String tenant, AttemptKey address, Instant until) {
        addresses.merge(tenant + address + until, -1, Integer::sum);
    }

    @Override
    public synchronized boolean write(String tenant, Step step, List<Event> events) {
        Attempts next = step.attempts();
        User rehashed = step.rehashed();
        Session opened = step.opened();
        boolean attemptsFit = next == null
                || attempts.getOrDefault(tenant + next.key(), Attempts.none(tenant, next.key()))
                                .revision()
                        == next.revision() - 1;
        boolean userFits = rehashed == null
                || find(tenant, rehashed.id()).map(User::revision).orElse(0L) == rehashed.revision() - 1;
        if (!attemptsFit || !userFits || !fits(step.admins())) {
            return false;
        }
        if (!events.isEmpty()) {
            outbox.record(tenant, events);
        }
        put(step.admins());
        if (next != null) {
            attempts.put(tenant + next.key(), next);
        }
        if (rehashed != null) {
            users.put(tenant + rehashed.id(), rehashed);
        }
        if (opened != null) {
            sessions.put(opened.hash(), opened);
        }
        return true;
    }

    @Override
    public synchronized Optional<Session> find(String hash) {
        return Optional.ofNullable(sessions.get(hash));
    }

    @Override
    public synchronized void touch(Session session, Instant now) {
        sessions.computeIfPresent(session.hash(), (hash, old) -> with(old, now, old.epoch()));
    }

    private static Session with(Session old, Instant seen, long epoch) {
        return new Session(
                old.hash(),
                old.id(),
                old.tenant(),
                old.user(),
                epoch,
                old.created(),
                seen,
                old.expires(),
                old.ip(),
                old.userAgent());
    }

    @Override
    public synchronized List<Session> of(String tenant, UUID user) {
        return sessions.values().stream()
                .filter(session ->
                        session.tenant().equals(tenant) && session.user().equals(user))
                .sorted(Comparator.comparing(session -> session.id().toString()))
                .toList();
    }

    @Override
    public synchronized boolean end(Session session, List<Event> events) {
        if (sessions.remove(session.hash()) == null) {
            return false;
        }
        outbox.record(session.tenant(), events);
        return true;
    }

    @Override
    public synchronized void add(Flood flood) {
        floods.merge(key(flood), flood, (old, more) -> with(old, old.count() + 1));
    }

    private static String key(Flood flood) {
        return flood.tenant() + flood.until() + flood.key();
    }

    private static Flood with(Flood flood, long count) {
        return new Flood(
                flood.tenant(),
                flood.key(),
                flood.userId(),
                flood.username(),
                flood.ip(),
                flood.reason(),
                count,
                flood.first(),
                flood.until());
    }

    @Override
    public synchronized List<Flood> due(String tenant, Instant now, int limit) {
        return floods.values().stream()
                .filter(flood -> flood.tenant().equals(tenant) && !now.isBefore(flood.until()))
                .sorted(Comparator.comparing(Flood::until))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean settle(Flood flood, List<Event> events) {
        if (!floods.remove(key(flood), flood)) {
            return false;
        }
        outbox.record(flood.tenant(), events);
        return true;
    }
}
