package io.certtrail.aws.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.login.DynamoLogins;
import io.certtrail.aws.login.DynamoRefusedLogins;
import io.certtrail.aws.login.DynamoSessions;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.login.RefusedLogins;
import io.certtrail.domain.login.SessionStore;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.settings.TenantSettings;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserEvents;
import io.certtrail.domain.users.Users;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.users.PlainPasswords;
import io.certtrail.testkit.users.UsersContract;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamoUsersTest extends UsersContract {
    private static final int ROUNDS = 10;

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final SecureRandom random = new SecureRandom();
    private final UuidV7 ids = new UuidV7(Clock.systemUTC(), random);
    private final OutboxTable outboxTable = new OutboxTable("outbox", 4, ids);
    private final Users users = new DynamoUsers(dynamo.client(), "operations", outboxTable);
    private final DynamoOutbox outbox = new DynamoOutbox(dynamo.client(), outboxTable);

    @BeforeEach
    void createTables() {
        dynamo.createTable("outbox", Tables.OUTBOX.hashKey(), Tables.OUTBOX.rangeKey(), false);
        dynamo.createTable("operations", Tables.OPERATIONS.hashKey(), Tables.OPERATIONS.rangeKey(), false);
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    @Override
    protected Users users() {
        return users;
    }

    @Override
    protected LoginStore logins() {
        return new DynamoLogins(dynamo.client(), "operations", outboxTable, Clock.systemUTC());
    }

    @Override
    protected SessionStore sessions() {
        return new DynamoSessions(dynamo.client(), "operations", outboxTable);
    }

    @Override
    protected RefusedLogins refused() {
        return new DynamoRefusedLogins(dynamo.client(), "operations", outboxTable);
    }

    @Override
    protected List<UUID> recorded(String tenant) {
        return outbox.read(tenant, 100).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .map(Event::id)
                .toList();
    }

    /** Two administrators, each of whom makes the other one less at the same moment, by every way that there is. */
    @Test
    void ofTwoAdministratorsWhoRemoveEachOtherOneStays() throws Exception {
        Catalogue catalogue = Catalogue.load();
        SettingsCatalogue settings = SettingsCatalogue.load();
        UserDesk desk = new UserDesk(
                users,
                new PlainPasswords(),
                PasswordRules.load(),
                tenant -> new TenantSettings(settings, StoredSettings.none(tenant)),
                new UserEvents(catalogue, ids, Clock.systemUTC()),
                ids,
                Clock.systemUTC(),
                random);
        UserEvents.By by = new UserEvents.By(new Actor(Actor.Type.USER, "t", "t"), Client.NONE);
        for (int round = 0; round < ROUNDS; round++) {
            String tenant = "t" + round;
            User ada = desk.createFirst(tenant, "ada", by).orElseThrow().user();
            User bob = desk.create(tenant, "bob", "", Role.ADMIN, by).user();
            List<Callable<Boolean>> both = new ArrayList<>();
            for (User one : List.of(ada, bob)) {
                both.add(less(desk, one, round % 3, by));
            }
            int gone = 0;
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                for (Future<Boolean> done : threads.invokeAll(both)) {
                    gone += done.get() ? 1 : 0;
                }
            }

            assertThat(gone).isEqualTo(1);
            assertThat(users.admins(tenant).lockedUntil()).hasSize(1);
            assertThat(users.page(tenant, null, 10).stream().filter(User::administers))
                    .hasSize(1);
            assertThat(recorded(tenant)).hasSize(3);
        }
    }

    private static Callable<Boolean> less(UserDesk desk, User user, int how, UserEvents.By by) {
        return () -> {
            try {
                switch (how) {
                    case 0 -> desk.delete(user.tenant(), user.id(), OptionalLong.empty(), by);
                    case 1 -> {
                        User _ = desk.update(
                                user.tenant(),
                                user.id(),
                                new UserDesk.Update(null, Role.VIEWER, null),
                                OptionalLong.empty(),
                                by);
                    }
                    default -> {
                        User _ = desk.update(
                                user.tenant(),
                                user.id(),
                                new UserDesk.Update(null, null, User.State.DISABLED),
                                OptionalLong.empty(),
                                by);
                    }
                }
                return true;
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isEqualTo(Code.LAST_ADMIN);
                return false;
            }
        };
    }
}
