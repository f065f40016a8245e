package io.certtrail.aws.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.login.DynamoLogins;
import io.certtrail.aws.login.DynamoRefusedLogins;
import io.certtrail.aws.login.DynamoSessions;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.login.LoginDesk;
import io.certtrail.domain.login.LoginEvents;
import io.certtrail.domain.login.RefusedLoginSweep;
import io.certtrail.domain.login.Sessions;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.settings.TenantSettings;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents;
import io.certtrail.domain.users.Username;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.time.MovableClock;
import io.certtrail.testkit.users.PlainPasswords;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * People sign in while calls to DynamoDB take place twice, as when the SDK repeats one whose answer was lost, or fail:
 * each answer that they get has its entry, once.
 */
class LoginFaultTest {
    private static final String TENANT = "default";
    private static final long SEED = Long.getLong("certtrail.seed", new SecureRandom().nextLong());
    /** Some seven calls make a login, and two in three logins are to get their answer. */
    private static final int CALLS_OF_FAULTS = 40;

    private static final int PEOPLE = 10;
    private static final int LOGINS = Boolean.getBoolean("certtrail.nightly") ? 1_000 : 100;
    private static final Client HERE = new Client("192.0.2.1", null);
    private static final UserEvents.By BY = new UserEvents.By(new Actor(Actor.Type.USER, "root", "root"), HERE);

    private final EmbeddedDynamo embedded = new EmbeddedDynamo();
    private final DynamoDbClient dynamo = FaultyDynamo.repeating(embedded.client());
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T10:00:30Z"));
    private final SecureRandom random = new SecureRandom();
    private final UuidV7 ids = new UuidV7(clock, random);
    private final OutboxTable outbox = new OutboxTable("outbox", 4, ids);
    private final DynamoUsers users = new DynamoUsers(dynamo, "operations", outbox);
    private final DynamoLogins logins = new DynamoLogins(dynamo, "operations", outbox, clock);
    private final DynamoRefusedLogins refused = new DynamoRefusedLogins(dynamo, "operations", outbox);
    private final LoginEvents events = new LoginEvents(Catalogue.load(), ids);
    private final SettingsCatalogue settings = SettingsCatalogue.load();
    private final UserDesk desk = new UserDesk(
            users,
            new PlainPasswords(),
            PasswordRules.load(),
            this::settings,
            new UserEvents(Catalogue.load(), ids, clock),
            ids,
            clock,
            random);
    private final LoginDesk login = desk(dynamo);
    private final Sessions sessions =
            new Sessions(new DynamoSessions(dynamo, "operations", outbox), users, this::settings, events, clock);

    private LoginDesk desk(DynamoDbClient client) {
        LoginDesk.Ports ports = new LoginDesk.Ports(
                new DynamoLogins(client, "operations", outbox, clock),
                new DynamoRefusedLogins(client, "operations", outbox),
                new PlainPasswords(),
                this::settings);
        return new LoginDesk(ports, events, ids, clock, random);
    }

    private TenantSettings settings(String tenant) {
        return new TenantSettings(settings, StoredSettings.none(tenant));
    }

    @BeforeEach
    void createTables() {
        for (String name : List.of("outbox", "operations")) {
            embedded.createTable(name, Tables.PK, Tables.OPERATIONS.rangeKey(), false);
        }
    }

    @AfterEach
    void close() {
        embedded.close();
    }

    @Test
    void eachWrongLoginIsCountedAndRecordedOnceAndTheFifthLocks() {
        UserDesk.WithPassword ada = desk.create(TENANT, "ada", "", Role.VIEWER, BY);
        for (int i = 1; i <= 5; i++) {
            Refusal _ = catchThrowableOfType(Refusal.class, () -> login.login(TENANT, "ada", "wrong", HERE));
            assertThat(logins.look(TENANT, ada.user().username()).attempts().count())
                    .isEqualTo(i);
        }
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "user.created",
                        "auth.login.failed",
                        "auth.login.failed",
                        "auth.login.failed",
                        "auth.login.failed",
                        "auth.login.failed",
                        "auth.account.locked");
        assertThat(login.unlock(ada.user(), BY)).isTrue();
        assertThat(count("auth.account.unlocked")).isEqualTo(1);
    }

    @Test
    void aSessionIsOpenedAndEndedOnce() {
        UserDesk.WithPassword ada = desk.create(TENANT, "ada", "", Role.VIEWER, BY);
        LoginDesk.Opened opened = login.login(TENANT, "ada", ada.password(), HERE);
        User changed =
                login.changePassword(sessions.use(opened.text()), ada.password(), "another long secret", desk, HERE);
        sessions.logOut(sessions.use(opened.text()), HERE);
        desk.delete(TENANT, changed.id(), OptionalLong.empty(), BY);

        assertThat(told())
                .containsExactlyInAnyOrder(
                        "user.created", "auth.login.success", "auth.password.changed", "auth.logout", "user.deleted");
    }

    @Test
    void aFloodIsSettledOnce() {
        for (int i = 0; i < 7; i++) {
            Refusal _ = catchThrowableOfType(Refusal.class, () -> login.login(TENANT, "nobody", "wrong", HERE));
        }
        clock.move(Duration.ofMinutes(5));
        RefusedLoginSweep sweep = new RefusedLoginSweep(refused, events, clock);
        assertThat(sweep.sweep(TENANT)).isEqualTo(1);
        assertThat(sweep.sweep(TENANT)).isZero();

        assertThat(told()).hasSize(6).containsOnly("auth.login.failed");
    }

    /** What is answered is recorded; of what fails nobody knows, so it may be. */
    @Test
    void underFaultsEachAnswerHasItsEntryAndAnAccountIsLockedOnce() {
        Map<String, String> passwords = new TreeMap<>();
        for (int i = 0; i < PEOPLE; i++) {
            passwords.put(
                    "user" + i,
                    desk.create(TENANT, "user" + i, "", Role.VIEWER, BY).password());
        }
        LoginDesk faulty = desk(new FaultyDynamo(embedded.client(), SEED, CALLS_OF_FAULTS).client());
        SplittableRandom choice = new SplittableRandom(SEED);
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < LOGINS; i++) {
            String name = "user" + choice.nextInt(PEOPLE);
            String password = choice.nextInt(4) == 0 ? passwords.get(name) : "wrong";
            answers.merge(answer(faulty, name, String.valueOf(password)), 1, Integer::sum);
        }

        assertThat(answers).as("with -Dcerttrail.seed=%d", SEED).containsKeys("unknown", "opened", "LOGIN_FAILED");
        assertTold("auth.login.success", "opened", answers);
        assertTold("auth.login.failed", "LOGIN_FAILED", answers);
        long locked = passwords.keySet().stream()
                .filter(name ->
                        logins.look(TENANT, Username.require(name)).attempts().locked(clock.instant()))
                .count();
        assertThat(count("auth.account.locked"))
                .as("locks, with -Dcerttrail.seed=%d", SEED)
                .isEqualTo(locked);
    }

    private void assertTold(String action, String answer, Map<String, Integer> answers) {
        long answered = answers.getOrDefault(answer, 0);
        assertThat(count(action))
                .as("%s of %s, with -Dcerttrail.seed=%d", action, answers, SEED)
                .isBetween(answered, answered + answers.getOrDefault("unknown", 0));
    }

    private long count(String action) {
        return told().stream().filter(action::equals).count();
    }

    private static String answer(LoginDesk desk, String name, String password) {
        try {
            LoginDesk.Opened _ = desk.login(TENANT, name, password, HERE);
            return "opened";
        } catch (Refusal refusal) {
            return refusal.code().name();
        } catch (OutcomeUnknown | SdkClientException e) {
            return "unknown";
        }
    }

    /** The actions that were recorded. */
    private List<String> told() {
        return new DynamoOutbox(embedded.client(), outbox)
                .read(TENANT, 1_000).stream()
                        .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                        .map(Event::action)
                        .toList();
    }
}
