package io.certtrail.functions.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.login.DynamoLogins;
import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.login.Attempts;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.settings.LockoutPolicy;
import io.certtrail.domain.users.User;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.passwords.Argon2Passwords;
import io.certtrail.testkit.chain.ChainAudit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What set-up does for people: the first administrator, and letting somebody in again. */
class AdministratorsTest {
    private static final String TENANT = "default";
    private static final String WAKE =
            "{\"Records\":[{\"messageId\":\"m\",\"body\":\"{\\\"tenant\\\":\\\"default\\\"}\",\"eventSource\":\"aws:sqs\"}]}";
    private static final LockoutPolicy POLICY = new LockoutPolicy(1, Duration.ofMinutes(15), Duration.ofMinutes(15));

    private final Argon2Passwords passwords = new Argon2Passwords(new Random(2));
    private final Cloud cloud;
    private final DynamoUsers users;
    private final DynamoLogins logins;

    AdministratorsTest(@TempDir Path folder) throws IOException {
        cloud = new Cloud(folder);
        OutboxTable outbox = new OutboxTable(
                cloud.environment.outboxTable(),
                cloud.environment.outboxShards(),
                new UuidV7(Clock.systemUTC(), new Random(3)));
        users = new DynamoUsers(cloud.dynamo(), cloud.environment.operationsTable(), outbox);
        logins = new DynamoLogins(cloud.dynamo(), cloud.environment.operationsTable(), outbox, Clock.systemUTC());
    }

    @BeforeEach
    void setUp() throws IOException {
        Json.Obj answer = invoke("{}");
        assertThat(answer.get("admin")).as("nobody is made who is not named").isNull();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void theFirstAdministratorIsMadeOnceWithAPasswordToBeChanged() throws IOException {
        String password = firstPassword();
        User root = root();

        assertThat(root.role()).isEqualTo(Role.ADMIN);
        assertThat(root.mustChangePassword()).isTrue();
        assertThat(passwords.matches(password, root.passwordHash())).isTrue();
        for (String name : List.of("root", "eve")) {
            assertThat(invoke("{\"adminUser\":\"%s\"}".formatted(name)).get("admin"))
                    .as("there is one: " + name)
                    .isNull();
        }
        assertThat(users.page(TENANT, null, 10)).containsExactly(root);
        assertThat(entries())
                .extracting(Entry::action)
                .containsExactlyInAnyOrder("ledger.opened", "tenant.created", "user.created");
        assertThat(entries().getLast().actor().name()).isEqualTo("CertTrail set-up");
        assertThat(cloud.out.toString(UTF_8)).doesNotContain(password);
        assertThat(entries().toString()).doesNotContain(password);
    }

    @Test
    void whoIsLockedOutIsLetInAgainAndThatIsRecordedOnce() throws IOException {
        String password = firstPassword();
        lock(root());
        for (int i = 0; i < 2; i++) {
            assertThat(invoke("{\"unlock\":{\"username\":\"ROOT\"}}"))
                    .isEqualTo(Json.obj().put("username", "ROOT").build());
        }

        assertThat(seen().attempts().count()).isZero();
        assertThat(seen().admins().lockedUntil()).containsEntry(root().id(), Instant.EPOCH);
        assertThat(passwords.matches(password, root().passwordHash())).isTrue();
        assertThat(entries())
                .extracting(Entry::action)
                .containsExactlyInAnyOrder("ledger.opened", "tenant.created", "user.created", "auth.account.unlocked");
    }

    @Test
    void whoHasNoPasswordGetsAnotherOneToBeChanged() throws IOException {
        String before = firstPassword();
        lock(root());
        Json.Obj answer = invoke("{\"unlock\":{\"tenant\":\"default\",\"username\":\"root\",\"resetPassword\":true}}");
        String after = text(answer, "password");

        assertThat(after).isNotEqualTo(before);
        assertThat(root().mustChangePassword()).isTrue();
        assertThat(passwords.matches(after, root().passwordHash())).isTrue();
        assertThat(passwords.matches(before, root().passwordHash())).isFalse();
        assertThat(seen().attempts().count()).isZero();
        assertThat(entries())
                .extracting(Entry::action)
                .containsExactlyInAnyOrder(
                        "ledger.opened",
                        "tenant.created",
                        "user.created",
                        "auth.account.unlocked",
                        "auth.password.reset");
        assertThat(cloud.out.toString(UTF_8)).doesNotContain(after);
    }

    @Test
    void nobodyIsLetInWhoIsNotThere() throws IOException {
        String _ = firstPassword();
        for (String payload : List.of(
                "{\"unlock\":{}}",
                "{\"unlock\":\"root\"}",
                "{\"unlock\":{\"username\":\"eve\"}}",
                "{\"unlock\":{\"username\":\"root\",\"tenant\":\"other\"}}")) {
            assertThatThrownBy(() -> invoke(payload)).as(payload).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(entries())
                .extracting(Entry::action)
                .containsExactlyInAnyOrder("ledger.opened", "tenant.created", "user.created");
    }

    private String firstPassword() throws IOException {
        Json.Obj admin = (Json.Obj) invoke("{\"adminUser\":\"root\"}").member("admin");
        assertThat(text(admin, "username")).isEqualTo("root");
        return text(admin, "password");
    }

    private void lock(User user) {
        Instant now = Instant.now();
        LoginStore.Seen seen = seen();
        Attempts counted = seen.attempts().counted(POLICY, now);
        assertThat(logins.write(TENANT, new LoginStore.Step(counted, null, null, null), List.of()))
                .isTrue();
        LoginStore.Step step = new LoginStore.Step(
                counted.locked(POLICY, now), seen.admins().with(user.id(), now.plus(POLICY.lock())), null, null);
        assertThat(logins.write(TENANT, step, List.of())).isTrue();
    }

    private LoginStore.Seen seen() {
        return logins.look(TENANT, root().username());
    }

    private User root() {
        return users.named(TENANT, "root").orElseThrow();
    }

    private Json.Obj invoke(String payload) throws IOException {
        return (Json.Obj) JsonReader.parse(
                Cloud.invoke(new SetupHandler(cloud.wiring), payload).getBytes(UTF_8));
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Str) object.member(name)).value();
    }

    /** All entries, once what is in the outbox is in the ledger. */
    private List<Entry> entries() throws IOException {
        String _ = Cloud.invoke(new SequencerHandler(cloud.wiring), WAKE);
        return ChainAudit.verify(cloud.chain, Cloud.ORIGIN).stream()
                .map(LoggedEntry::entry)
                .toList();
    }
}
