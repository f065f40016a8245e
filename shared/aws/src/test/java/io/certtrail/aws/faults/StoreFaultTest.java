package io.certtrail.aws.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.aws.access.DynamoAccessTokens;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.exports.DynamoExportStore;
import io.certtrail.aws.oidc.DynamoExternalUsers;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.oidc.ExternalUser;
import io.certtrail.domain.oidc.ExternalUsers;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.exports.SampleExports;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * No change without its entry, no entry without its change: whatever a store is asked while each call to DynamoDB may
 * fail before, fail after or happen twice, in the end its state and the recorded events say the same, one for one. Another
 * store is another constant of {@link Subject}.
 */
class StoreFaultTest {
    private static final String TENANT = SampleExports.ORIGIN.tenant();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int STEPS = Boolean.getBoolean("certtrail.nightly") ? 3000 : 100;
    private static final long SEED = Long.getLong("certtrail.seed", new SecureRandom().nextLong());

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final OutboxTable outbox =
            new OutboxTable("outbox", 4, new UuidV7(Clock.systemUTC(), new SplittableRandom(SEED)));

    /** A store, driven through one kind of change; a fact is what a change leaves behind, in words. */
    enum Subject {
        TOKENS,
        EXPORTS,
        SETTINGS,
        EXTERNAL_USERS;

        Steps steps(Shop shop) {
            return switch (this) {
                case TOKENS -> new TokenSteps(shop);
                case EXPORTS -> new ExportSteps(shop);
                case SETTINGS -> new SettingsSteps(shop);
                case EXTERNAL_USERS -> new ExternalUserSteps(shop);
            };
        }
    }

    /** What the stores are made of. */
    record Shop(DynamoDbClient dynamo, OutboxTable outbox, SplittableRandom random) {}

    /** What is done with a store. */
    interface Steps {
        /** Changes something; may throw whatever the store throws. */
        void step();

        /** The facts that the store holds now. */
        List<String> facts();
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

    @ParameterizedTest
    @EnumSource
    void stateAndEventsSayTheSame(Subject subject) {
        FaultyDynamo faulty = new FaultyDynamo(dynamo.client(), SEED);
        Steps steps = subject.steps(new Shop(faulty.client(), outbox, new SplittableRandom(SEED)));
        int failed = 0;
        for (int i = 0; i < STEPS; i++) {
            try {
                steps.step();
            } catch (RuntimeException e) {
                failed++;
            }
        }
        faulty.calm();

        assertThat(failed).as("faults, with -Dcerttrail.seed=%d", SEED).isPositive();
        assertThat(steps.facts()).as("changes").hasSizeGreaterThan(STEPS / 10);
        assertThat(recorded())
                .as("entries and changes, with -Dcerttrail.seed=%d", SEED)
                .containsExactlyInAnyOrderElementsOf(steps.facts());
    }

    private List<String> recorded() {
        return new DynamoOutbox(dynamo.client(), outbox)
                .read(TENANT, 100_000).stream()
                        .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                        .map(event -> event.resource().id())
                        .toList();
    }

    /** An event that tells of a fact. */
    private static List<Event> telling(String fact) {
        return List.of(new Event(
                UUID.randomUUID(),
                NOW,
                "custom.fact",
                Severity.INFO,
                new Actor(Actor.Type.USER, "u", "u"),
                Client.NONE,
                new Resource("fact", fact, null),
                "",
                Json.Obj.EMPTY,
                ""));
    }

    /** Tokens are made, and some of them revoked, by callers who try again. */
    private static final class TokenSteps implements Steps {
        private final AccessTokens tokens;
        private final SplittableRandom random;
        private final List<AccessToken> tried = new ArrayList<>();

        TokenSteps(Shop shop) {
            tokens = new DynamoAccessTokens(shop.dynamo(), "operations", shop.outbox());
            random = shop.random();
        }

        @Override
        public void step() {
            if (tried.isEmpty() || random.nextInt(3) == 0) {
                UUID id = UUID.randomUUID();
                String hash = TokenText.fresh(random).hash();
                tried.add(new AccessToken(id, TENANT, "t", Role.VIEWER, hash, NOW, null));
            }
            AccessToken token = tried.get(random.nextInt(tried.size()));
            if (random.nextBoolean()) {
                tokens.create(token, telling("made " + token.id()));
            } else {
                boolean _ = tokens.revoke(token, NOW, telling("revoked " + token.id()));
            }
        }

        @Override
        public List<String> facts() {
            List<String> facts = new ArrayList<>();
            for (AccessToken token : tried) {
                tokens.byId(TENANT, token.id()).ifPresent(found -> {
                    facts.add("made " + found.id());
                    if (found.revoked() != null) {
                        facts.add("revoked " + found.id());
                    }
                });
            }
            return facts;
        }
    }

    /** Exports are asked for, and become ready. */
    private static final class ExportSteps implements Steps {
        private final ExportStore exports;
        private final SplittableRandom random;
        private int asked;

        ExportSteps(Shop shop) {
            exports = new DynamoExportStore(shop.dynamo(), "operations", shop.outbox());
            random = shop.random();
        }

        @Override
        public void step() {
            if (asked == 0 || random.nextBoolean()) {
                exports.create(SampleExports.queued(asked++));
                return;
            }
            Export queued = SampleExports.queued(random.nextInt(asked));
            Export ready = SampleExports.next(queued, SampleExports.ready(), true);
            boolean _ = exports.replace(ready, telling("ready " + ready.id()));
        }

        @Override
        public List<String> facts() {
            return exports.newest(TENANT, STEPS).stream()
                    .filter(export -> export.state().isFinal())
                    .map(export -> "ready " + export.id())
                    .toList();
        }
    }

    /** One after the other changes the settings, each after it has read them. */
    private static final class SettingsSteps implements Steps {
        private final SettingsStore settings;

        SettingsSteps(Shop shop) {
            settings = new DynamoSettings(shop.dynamo(), "operations", shop.outbox());
        }

        @Override
        public void step() {
            long version = settings.of(TENANT).version() + 1;
            StoredSettings next = new StoredSettings(TENANT, version, new TreeMap<>(), UUID.randomUUID(), NOW, "ada");
            boolean _ = settings.replace(next, telling("version " + version));
        }

        @Override
        public List<String> facts() {
            List<String> facts = new ArrayList<>();
            for (long version = 1; version <= settings.of(TENANT).version(); version++) {
                facts.add("version " + version);
            }
            return facts;
        }
    }

    /** Somebody whom a provider names is seen for the first time, several times. */
    private static final class ExternalUserSteps implements Steps {
        private final ExternalUsers users;
        private final SplittableRandom random;

        ExternalUserSteps(Shop shop) {
            users = new DynamoExternalUsers(shop.dynamo(), "operations", shop.outbox());
            random = shop.random();
        }

        @Override
        public void step() {
            String subject = "s" + random.nextInt(STEPS / 2);
            ExternalUser user = new ExternalUser(
                    UUID.randomUUID(), TENANT, "https://id.example", subject, subject, Role.VIEWER, NOW);
            ExternalUser _ = users.create(user, telling("user " + subject));
        }

        @Override
        public List<String> facts() {
            List<String> facts = new ArrayList<>();
            for (int i = 0; i < STEPS / 2; i++) {
                if (users.find(TENANT, "https://id.example", "s" + i).isPresent()) {
                    facts.add("user s" + i);
                }
            }
            return facts;
        }
    }
}
