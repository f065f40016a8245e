package io.certtrail.testkit.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.login.AttemptKey;
import io.certtrail.domain.login.Attempts;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.login.RefusedLogins;
import io.certtrail.domain.login.RefusedLogins.Flood;
import io.certtrail.domain.login.Session;
import io.certtrail.domain.login.SessionStore;
import io.certtrail.domain.settings.LockoutPolicy;
import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.Username;
import io.certtrail.domain.users.Users;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of users, attempts and sessions keeps. */
public abstract class UsersContract {
    protected static final String TENANT = "default";
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00.123Z");
    private static final LockoutPolicy POLICY = new LockoutPolicy(5, Duration.ofMinutes(15), Duration.ofMinutes(15));

    /** Empty stores of one kind; the same ones throughout a test. */
    protected abstract Users users();

    protected abstract LoginStore logins();

    protected abstract SessionStore sessions();

    protected abstract RefusedLogins refused();

    /** The ids of the events that were recorded for a tenant. */
    protected abstract List<UUID> recorded(String tenant);

    @Test
    void aUserIsFoundByIdAndByFoldedNameInItsTenantAlone() {
        User ada = made("Ada", Role.VIEWER);

        assertThat(users().find(TENANT, ada.id())).contains(ada);
        assertThat(users().named(TENANT, "ada")).contains(ada);
        assertThat(users().find("other", ada.id())).isEmpty();
        assertThat(users().named("other", "ada")).isEmpty();
        assertThat(users().named(TENANT, "eve")).isEmpty();
    }

    @Test
    void aNameIsTakenOnceAndARefusedChangeRecordsNothing() {
        made("Ada", Role.VIEWER);
        User other = user("ADA", Role.ADMIN);

        assertThat(users().write(new Users.Change(null, other, null, null), List.of(event())))
                .isFalse();
        assertThat(users().find(TENANT, other.id())).isEmpty();
        assertThat(recorded(TENANT)).hasSize(1);
    }

    @Test
    void aDeletedUsersNameIsFreeAgain() {
        User ada = made("ada", Role.VIEWER);

        assertThat(users().write(new Users.Change(ada, null, null, null), List.of(event())))
                .isTrue();
        assertThat(users().find(TENANT, ada.id())).isEmpty();
        assertThat(made("ada", Role.VIEWER).id()).isNotEqualTo(ada.id());
    }

    @Test
    void aChangeOfAnOlderRevisionIsNone() {
        User ada = made("ada", Role.VIEWER);
        User first = ada.with("Ada L.", Role.VIEWER, User.State.ACTIVE);
        User second = ada.with("Ada B.", Role.ADMIN, User.State.DISABLED);

        assertThat(users().write(new Users.Change(ada, first, null, null), List.of(event())))
                .isTrue();
        assertThat(users().write(new Users.Change(ada, second, null, null), List.of(event())))
                .isFalse();
        assertThat(users().find(TENANT, ada.id())).contains(first);
        assertThat(recorded(TENANT)).hasSize(2);
    }

    @Test
    void administratorsChangeWithTheUserOrNeitherDoes() {
        User ada = user("ada", Role.ADMIN);
        Admins one = Admins.none(TENANT).with(ada.id(), Instant.EPOCH);
        assertThat(users().write(new Users.Change(null, ada, one, null), List.of(event())))
                .isTrue();
        User bob = user("bob", Role.ADMIN);

        assertThat(users().write(
                                new Users.Change(null, bob, Admins.none(TENANT).with(bob.id(), Instant.EPOCH), null),
                                List.of(event())))
                .isFalse();
        assertThat(users().named(TENANT, "bob")).isEmpty();
        assertThat(users().admins(TENANT)).isEqualTo(one);
        assertThat(users().admins("other")).isEqualTo(Admins.none("other"));
    }

    @Test
    void pagesHaveEveryUserOnceInTheirOrder() {
        List<UUID> ids = List.of("a", "b", "c", "d", "e").stream()
                .map(name -> made(name, Role.VIEWER).id())
                .sorted(java.util.Comparator.comparing(UUID::toString))
                .toList();

        List<User> first = users().page(TENANT, null, 2);
        List<User> second = users().page(TENANT, first.getLast().id(), 2);
        List<User> third = users().page(TENANT, second.getLast().id(), 2);

        assertThat(java.util.stream.Stream.of(first, second, third)
                        .flatMap(List::stream)
                        .map(User::id))
                .containsExactlyElementsOf(ids);
        assertThat(users().page("other", null, 2)).isEmpty();
    }

    @Test
    void attemptsAreCountedByTheOneWhoReadThem() {
        Username name = Username.typed("nobody");
        Attempts none = logins().look(TENANT, name).attempts();

        assertThat(write(step(none.counted(POLICY, NOW)))).isTrue();
        assertThat(write(step(none.counted(POLICY, NOW)))).isFalse();
        Attempts one = logins().look(TENANT, name).attempts();
        assertThat(one.count()).isEqualTo(1);
        assertThat(write(step(one.counted(POLICY, NOW).locked(POLICY, NOW)))).isFalse();
        assertThat(write(step(one.locked(POLICY, NOW)))).isTrue();
        assertThat(logins().look(TENANT, name).attempts().lockedUntil()).isEqualTo(NOW.plus(POLICY.lock()));
        assertThat(logins().look("other", name).attempts().count()).isZero();
    }

    @Test
    void anAddressIsCountedUpToItsMostInEachWindow() {
        AttemptKey address = AttemptKey.ofAddress("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThat(logins().countAddress(TENANT, address, NOW, 3)).isTrue();
        }

        assertThat(logins().countAddress(TENANT, address, NOW, 3)).isFalse();
        assertThat(logins().countAddress(TENANT, address, NOW.plusSeconds(300), 3))
                .isTrue();
        logins().forgiveAddress(TENANT, address, NOW);
        assertThat(logins().countAddress(TENANT, address, NOW, 3)).isTrue();
    }

    @Test
    void aSessionOpensWithItsEventsAndEndsOnce() {
        User ada = made("ada", Role.VIEWER);
        Session session = session(ada);
        assertThat(logins().write(TENANT, new LoginStore.Step(null, null, session, null), List.of(event())))
                .isTrue();

        assertThat(sessions().find(session.hash())).contains(session);
        assertThat(sessions().of(TENANT, ada.id())).containsExactly(session);
        sessions().touch(session, NOW.plusSeconds(90));
        assertThat(sessions().find(session.hash()).orElseThrow().seen()).isEqualTo(NOW.plusSeconds(90));
        assertThat(sessions().end(session, List.of(event()))).isTrue();
        assertThat(sessions().end(session, List.of(event()))).isFalse();
        sessions().touch(session, NOW.plusSeconds(180));
        assertThat(sessions().find(session.hash())).isEmpty();
        assertThat(sessions().of(TENANT, ada.id())).isEmpty();
        assertThat(recorded(TENANT)).hasSize(3);
    }

    @Test
    void aSessionGoesOnInTheEpochOfANewPassword() {
        User ada = made("ada", Role.VIEWER);
        Session session = session(ada);
        write(new LoginStore.Step(null, null, session, null));
        User after = ada.withPassword("hash", false, NOW);

        assertThat(users().write(new Users.Change(ada, after, null, session.hash()), List.of(event())))
                .isTrue();
        assertThat(sessions().find(session.hash()).orElseThrow().epoch()).isEqualTo(after.epoch());
    }

    @Test
    void refusedAttemptsOfAWindowAreOneAndSettledOnce() {
        Flood one = flood("192.0.2.1");
        refused().add(one);
        refused().add(flood("192.0.2.2"));

        assertThat(refused().due(TENANT, one.until().minusMillis(1), 10)).isEmpty();
        assertThat(refused().due("other", one.until(), 10)).isEmpty();
        List<Flood> due = refused().due(TENANT, one.until(), 10);
        assertThat(due).hasSize(1);
        assertThat(due.getFirst().count()).isEqualTo(2);
        assertThat(due.getFirst().ip()).isEqualTo("192.0.2.1");
        refused().add(one);
        assertThat(refused().settle(due.getFirst(), List.of(event()))).isFalse();
        Flood more = refused().due(TENANT, one.until(), 10).getFirst();
        assertThat(more.count()).isEqualTo(3);
        assertThat(refused().settle(more, List.of(event()))).isTrue();
        assertThat(refused().settle(more, List.of(event()))).isFalse();
        assertThat(recorded(TENANT)).hasSize(1);
    }

    private boolean write(LoginStore.Step step) {
        return logins().write(TENANT, step, List.of());
    }

    private static LoginStore.Step step(Attempts attempts) {
        return new LoginStore.Step(attempts, null, null, null);
    }

    private static Flood flood(String ip) {
        return new Flood(
                TENANT,
                AttemptKey.ofName("ada"),
                "ada",
                "ada",
                ip,
                "account locked",
                1,
                NOW,
                Instant.parse("2026-11-28T10:05:00Z"));
    }

    private static Session session(User user) {
        return new Session(
                SessionText.fresh(new SecureRandom()).hash(),
                UUID.randomUUID(),
                TENANT,
                user.id(),
                user.epoch(),
                NOW,
                NOW,
                NOW.plus(Duration.ofHours(12)),
                "192.0.2.1",
                null);
    }

    private User made(String name, Role role) {
        User user = user(name, role);
        assertThat(users().write(new Users.Change(null, user, null, null), List.of(event())))
                .isTrue();
        return user;
    }

    private static User user(String name, Role role) {
        return new User(
                UUID.randomUUID(),
                TENANT,
                Username.require(name),
                "",
                role,
                User.State.ACTIVE,
                "$argon2id$",
                true,
                NOW,
                NOW,
                1,
                1);
    }

    private static Event event() {
        return new Event(
                UUID.randomUUID(),
                NOW,
                "custom.test",
                Severity.INFO,
                new Actor(Actor.Type.USER, "u", "u"),
                Client.NONE,
                new Resource("user", "u", null),
                "something happened",
                Json.Obj.EMPTY,
                "");
    }
}
