package io.certtrail.aws.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.faults.TornDynamo.Lost;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No change without its entry, no entry without its change: whatever a store is asked while each call to DynamoDB may
 * fail before, fail after or happen twice, in the end its state and the recorded events say the same, one for one. Another
 * store is another constant of {@link Subject}.
 */
class StoreFaultTest {
    /** Of the steps at least this part changes something, whatever the seed: else nothing was tried. */
    private static final int SURELY_ONE_IN = 20;

    private static final int STEPS = Boolean.getBoolean("certtrail.nightly") ? 3000 : 100;
    private static final long SEED = Long.getLong("certtrail.seed", new SecureRandom().nextLong());

    /** Enough that each planted fault comes to pass, with the seed for it. */
    private static final int PLANTED_STEPS = 40;

    private static final long PLANTED_SEED = 1;
    private static final Map<TableDefinition, String> TABLES = Map.of(
            Tables.OUTBOX, "outbox",
            Tables.OPERATIONS, "operations",
            Tables.LEDGER, "ledger",
            Tables.IDS, "ids",
            Tables.HEADS, "heads");

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final OutboxTable outbox =
            new OutboxTable("outbox", 4, new UuidV7(Clock.systemUTC(), new SplittableRandom(SEED)));

    /** A store, driven through one kind of change; a fact is what a change leaves behind, in words. */
    enum Subject {
        TOKENS,
        EXPORTS,
        SETTINGS,
        EXTERNAL_USERS,
        USERS,
        SESSIONS,
        ATTEMPTS,
        REFUSED_LOGINS,
        SUBSCRIPTIONS,
        TENANTS;

        Steps steps(Shop shop) {
            return switch (this) {
                case TOKENS -> new TokenSteps(shop);
                case EXPORTS -> new ExportSteps(shop);
                case SETTINGS -> new SettingsSteps(shop);
                case EXTERNAL_USERS -> new ExternalUserSteps(shop);
                case USERS -> new UserSteps(shop);
                case SESSIONS -> new SessionSteps(shop);
                case ATTEMPTS -> new AttemptSteps(shop);
                case REFUSED_LOGINS -> new RefusedLoginSteps(shop);
                case SUBSCRIPTIONS -> new SubscriptionSteps(shop);
                case TENANTS -> new TenantSteps(shop);
            };
        }
    }

    /**
     * What a judge finds.
     *
     * @param unrecorded changes without an entry
     * @param unfounded entries without a change
     */
    private record Verdict(int facts, List<String> unrecorded, List<String> unfounded) {
        static Verdict of(List<String> facts, List<String> told) {
            return new Verdict(facts.size(), without(facts, told), without(told, facts));
        }

        private static List<String> without(List<String> all, List<String> some) {
            List<String> rest = new ArrayList<>(all);
            some.forEach(rest::remove);
            return rest;
        }
    }

    @BeforeEach
    void createTables() {
        TABLES.forEach((table, name) -> dynamo.createTable(name, table.hashKey(), table.rangeKey(), false));
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    @ParameterizedTest
    @EnumSource
    void stateAndEventsSayTheSame(Subject subject) {
        FaultyDynamo faulty = new FaultyDynamo(dynamo.client(), SEED);
        Steps steps = subject.steps(new Shop(faulty.client(), outbox, new SplittableRandom(SEED)));
        int failed = drive(steps, STEPS);
        faulty.calm();
        Verdict verdict = judge(steps);

        assertThat(failed).as("faults, with -Dcerttrail.seed=%d", SEED).isPositive();
        assertThat(verdict.facts())
                .as("changes, with -Dcerttrail.seed=%d", SEED)
                .isGreaterThan(STEPS / SURELY_ONE_IN);
        assertThat(verdict.unrecorded())
                .as("changes without an entry, with -Dcerttrail.seed=%d", SEED)
                .isEmpty();
        assertThat(verdict.unfounded())
                .as("entries without a change, with -Dcerttrail.seed=%d", SEED)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatChangesWithoutRecordingIsSeen(Subject subject) {
        assertThat(planted(subject, Lost.ENTRY).unrecorded()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatRecordsWithoutChangingIsSeen(Subject subject) {
        assertThat(planted(subject, Lost.CHANGE).unfounded()).isNotEmpty();
    }

    private Verdict planted(Subject subject, Lost lost) {
        Shop shop = new Shop(TornDynamo.of(dynamo.client(), lost), outbox, new SplittableRandom(PLANTED_SEED));
        Steps steps = subject.steps(shop);
        int _ = drive(steps, PLANTED_STEPS);
        return judge(steps);
    }

    /** How many steps failed. */
    private static int drive(Steps steps, int many) {
        int failed = 0;
        for (int i = 0; i < many; i++) {
            try {
                steps.step();
            } catch (RuntimeException e) {
                failed++;
            }
        }
        return failed;
    }

    private Verdict judge(Steps steps) {
        List<String> recorded = new DynamoOutbox(dynamo.client(), outbox)
                .read(Shop.TENANT, 100_000).stream()
                        .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                        .map(event -> event.resource().id())
                        .toList();
        return Verdict.of(steps.facts(), steps.told(recorded));
    }
}
