package io.certtrail.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.retention.ExpiringContents;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.chain.MemoryChain;
import io.certtrail.testkit.chain.MemoryOutbox;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.settings.MemorySettings;
import io.certtrail.testkit.time.MovableClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails while settings are changed: what the ledger says of them is what they are, change by change. */
class SettingsFaultTest {
    private static final Origin ORIGIN = new Origin("certtrail.test", "default", 1);
    private static final int CHANGES = 300;
    private static final List<String> KEYS = List.of(
            "security.lockout.failures",
            "security.session.idleMinutes",
            "alerts.expiry.thresholdDays",
            "tsa.url",
            "retention.legalHoldFrom",
            "notifications.channels");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final MemoryOutbox outbox = new MemoryOutbox(clock);
    private final SettingsCatalogue catalogue = SettingsCatalogue.load();

    /** A store whose transaction fails, or whose answer is lost. */
    private static final class Faulty implements SettingsStore {
        private final SettingsStore store;
        private final Random random;
        private int faults;

        Faulty(SettingsStore store, Random random) {
            this.store = store;
            this.random = random;
        }

        @Override
        public StoredSettings of(String tenant) {
            return store.of(tenant);
        }

        @Override
        public Optional<String> tenantOf(ProviderPair provider) {
            return store.tenantOf(provider);
        }

        @Override
        public boolean replace(StoredSettings next, List<Event> events) {
            int fate = random.nextInt(4);
            if (fate == 0) {
                throw lost("before");
            }
            boolean done = store.replace(next, events);
            if (fate == 1) {
                throw lost("after");
            }
            return done;
        }

        private OutcomeUnknown lost(String when) {
            faults++;
            return new OutcomeUnknown("lost " + when, new IllegalStateException());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eventsAndSettingsAgreeOneToOne(long seed) {
        Random random = new Random(seed);
        MemorySettings settings = new MemorySettings(outbox);
        Faulty faulty = new Faulty(settings, random);
        SettingsDesk desk = desk(faulty, random);
        TenantSettings stale = desk.read("default");
        for (int i = 0; i < CHANGES; i++) {
            TenantSettings seen = random.nextInt(5) == 0 ? stale : desk.read("default");
            stale = seen;
            change(desk, seen, random);
        }

        assertThat(faulty.faults).as("seed " + seed).isPositive();
        assertAgrees(seed, settings.of("default"));
    }

    private SettingsDesk desk(SettingsStore store, Random random) {
        return new SettingsDesk(
                catalogue,
                store,
                new SecretSeal(new byte[32], random),
                new ExpiringContents(new MemoryArchiveStore(), new MemoryChain()),
                Catalogue.load(),
                new UuidV7(clock, random),
                clock);
    }

    private static void change(SettingsDesk desk, TenantSettings seen, Random random) {
        SettingsAuthor author = new SettingsAuthor(ORIGIN, new Actor(Actor.Type.USER, "ada", "Ada"), Client.NONE);
        Map<String, Json> changes = new HashMap<>();
        for (String key : KEYS) {
            if (random.nextInt(3) == 0) {
                changes.put(key, random.nextInt(4) == 0 ? Json.NULL : value(key, random));
            }
        }
        try {
            TenantSettings _ = desk.change(author, seen, changes, OptionalLong.empty());
        } catch (OutcomeUnknown e) {
            assertThat(e).hasMessageStartingWith("lost");
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isIn(Code.PRECONDITION_FAILED, Code.CONFIRMATION_NEEDED);
        }
    }

    private static Json value(String key, Random random) {
        int number = random.nextInt(3);
        return switch (key) {
            case "alerts.expiry.thresholdDays" -> Json.arr(Json.of(7 + number));
            case "tsa.url" -> Json.of("https://tsa.example.com/" + number);
            case "retention.legalHoldFrom" -> Json.of("2026-01-0" + (1 + number));
            case "notifications.channels" ->
                Json.arr(Json.obj()
                        .put("name", "ops")
                        .put("type", "webhook")
                        .put("url", "https://hooks.example.com/")
                        .put("secret", "0123456789abcdef" + number)
                        .build());
            default -> Json.of(5 + number);
        };
    }

    /** The changes that the ledger tells of, made one after the other, end at what is stored; none is left out. */
    private void assertAgrees(long seed, StoredSettings stored) {
        Map<String, Json> told = new HashMap<>();
        Map<String, Long> holds = new HashMap<>();
        long transactions = 0;
        for (OutboxItem item : outbox.read("default", 100_000)) {
            transactions++;
            for (Event event : ((OutboxItem.Bundle) item).events()) {
                if (event.action().equals("settings.updated")) {
                    follow(event, told);
                } else {
                    holds.merge(event.action(), 1L, Long::sum);
                }
            }
        }

        assertThat(transactions).as("seed " + seed).isEqualTo(stored.version());
        assertThat(told.keySet()).isEqualTo(stored.values().keySet());
        told.forEach((key, value) -> assertThat(value)
                .as("seed %d, %s", seed, key)
                .isEqualTo(catalogue.setting(key).type().masked(stored.values().getOrDefault(key, Json.NULL))));
        assertThat(holds.getOrDefault("audit.hold.set", 0L) - holds.getOrDefault("audit.hold.released", 0L))
                .isEqualTo(stored.values().containsKey("retention.legalHoldFrom") ? 1 : 0);
    }

    private void follow(Event event, Map<String, Json> told) {
        String key = ((Json.Str) event.details().member("setting")).value();
        Json before = told.getOrDefault(key, catalogue.setting(key).fallback());
        assertThat(event.details().member("oldValue")).isEqualTo(before);
        assertThat(event.details().member("wasDefault")).isEqualTo(Json.of(!told.containsKey(key)));
        if (event.details().member("isDefault").equals(Json.Bool.TRUE)) {
            told.remove(key);
        } else {
            told.put(key, event.details().member("newValue"));
        }
    }
}
