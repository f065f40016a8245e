package io.certtrail.aws.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.login.LoginDesk;
import io.certtrail.domain.login.LoginEvents;
import io.certtrail.domain.login.RefusedLoginSweep;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.settings.TenantSettings;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.time.MovableClock;
import io.certtrail.testkit.users.PlainPasswords;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wrong logins by the thousand, 16 at a time: accounts are locked as promised, every attempt is told of, in few entries. */
class WrongLoginsTest {
    private static final boolean NIGHTLY = Boolean.getBoolean("certtrail.nightly");
    private static final int ATTEMPTS = NIGHTLY ? 10_000 : 600;
    private static final int ACCOUNTS = NIGHTLY ? 1_000 : 60;
    private static final int AT_ONCE = 16;
    private static final int FAILURES = 5;
    private static final String TENANT = "default";
    private static final UserEvents.By BY = new UserEvents.By(new Actor(Actor.Type.USER, "root", "root"), Client.NONE);

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T10:00:30Z"));
    private final SecureRandom random = new SecureRandom();
    private final UuidV7 ids = new UuidV7(clock, random);
    private final OutboxTable outboxTable = new OutboxTable("outbox", 4, ids);
    private final DynamoOutbox outbox = new DynamoOutbox(dynamo.client(), outboxTable);
    private final DynamoRefusedLogins refused = new DynamoRefusedLogins(dynamo.client(), "operations", outboxTable);
    private final SettingsCatalogue settings = SettingsCatalogue.load();
    private final LoginEvents events = new LoginEvents(Catalogue.load(), ids);
    private final LoginDesk logins = new LoginDesk(
            new LoginDesk.Ports(
                    new DynamoLogins(dynamo.client(), "operations", outboxTable, clock),
                    refused,
                    new PlainPasswords(),
                    this::settings),
            events,
            ids,
            clock,
            random);
    private final UserDesk users = new UserDesk(
            new DynamoUsers(dynamo.client(), "operations", outboxTable),
            new PlainPasswords(),
            PasswordRules.load(),
            this::settings,
            new UserEvents(Catalogue.load(), ids, clock),
            ids,
            clock,
            random);

    private TenantSettings settings(String tenant) {
        return new TenantSettings(settings, StoredSettings.none(tenant));
    }

    @BeforeEach
    void createTables() {
        dynamo.createTable("outbox", Tables.OUTBOX.hashKey(), Tables.OUTBOX.rangeKey(), false);
        dynamo.createTable("operations", Tables.OPERATIONS.hashKey(), Tables.OPERATIONS.rangeKey(), false);
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    @Test
    void againstOneAccountItIsLockedAndSevenEntriesTellOfAll() throws Exception {
        String password = users.create(TENANT, "ada", "", Role.VIEWER, BY).password();
        Map<Code, Long> answers = attack(i -> "ada", i -> "192.0.2.1");

        assertThat(answers.get(Code.LOGIN_FAILED)).isEqualTo(FAILURES);
        assertThat(answers.get(Code.TOO_MANY_ATTEMPTS)).isEqualTo(ATTEMPTS - FAILURES);
        assertThat(refusal("ada", password, "198.51.100.9")).isEqualTo(Code.TOO_MANY_ATTEMPTS);
        List<Event> told = told();
        assertThat(told.stream().filter(event -> event.action().equals("auth.account.locked")))
                .hasSize(1);
        assertThat(attempts(told)).isEqualTo(ATTEMPTS + 1);
        assertThat(told.stream().filter(event -> event.action().equals("auth.login.failed")))
                .hasSize(FAILURES + 1);
    }

    @Test
    void againstManyAccountsFromManyAddressesEachIsLocked() throws Exception {
        for (int i = 0; i < ACCOUNTS; i++) {
            UserDesk.WithPassword _ = users.create(TENANT, "user" + i, "", Role.VIEWER, BY);
        }
        int each = ATTEMPTS / ACCOUNTS;
        Map<Code, Long> answers =
                attack(i -> "user" + i % ACCOUNTS, i -> "198.51.%d.%d".formatted(i / 250 % 250, i % 250));

        assertThat(answers.get(Code.LOGIN_FAILED)).isEqualTo((long) FAILURES * ACCOUNTS);
        assertThat(answers.get(Code.TOO_MANY_ATTEMPTS)).isEqualTo((long) (each - FAILURES) * ACCOUNTS);
        List<Event> told = told();
        assertThat(told.stream()
                        .filter(event -> event.action().equals("auth.account.locked"))
                        .map(event -> event.resource().name())
                        .distinct())
                .hasSize(ACCOUNTS);
        assertThat(attempts(told)).isEqualTo(ATTEMPTS);
        assertThat(told.stream().filter(event -> event.action().equals("auth.login.failed")))
                .hasSize((FAILURES + 1) * ACCOUNTS);
    }

    @Test
    void againstManyAccountsFromOneAddressItIsSlowedBeforeItLocksThem() throws Exception {
        Map<Code, Long> answers = attack(i -> "made-up-" + i, i -> "192.0.2.1");

        assertThat(answers.get(Code.LOGIN_FAILED)).isEqualTo(100);
        List<Event> told = told();
        assertThat(attempts(told)).isEqualTo(ATTEMPTS);
        assertThat(told).hasSize(101);
    }

    private Map<Code, Long> attack(IntFunction<String> name, IntFunction<String> ip) throws Exception {
        List<Callable<Code>> calls = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            int attempt = i;
            calls.add(() -> refusal(name.apply(attempt), "wrong " + attempt, ip.apply(attempt)));
        }
        List<Code> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Code> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers.stream().collect(Collectors.groupingBy(code -> code, Collectors.counting()));
    }

    private Code refusal(String name, String password, String ip) {
        try {
            LoginDesk.Opened opened = logins.login(TENANT, name, password, new Client(ip, null));
            throw new AssertionError("nobody has this password: " + opened.user());
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    /** All that is recorded of logins once the window is over. */
    private List<Event> told() {
        clock.move(Duration.ofMinutes(5));
        RefusedLoginSweep sweep = new RefusedLoginSweep(refused, events, clock);
        while (sweep.sweep(TENANT) > 0) {
            // As each minute does.
        }
        return outbox.read(TENANT, 1_000_000).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .filter(event -> event.action().startsWith("auth."))
                .toList();
    }

    private static long attempts(List<Event> told) {
        return told.stream()
                .filter(event -> event.action().equals("auth.login.failed"))
                .mapToLong(event -> event.details().get("count") instanceof Json.Num(long count) ? count : 1)
                .sum();
    }
}
