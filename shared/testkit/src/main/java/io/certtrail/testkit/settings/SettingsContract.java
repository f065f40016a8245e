package io.certtrail.testkit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.settings.ProviderPair;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of settings keeps. */
public abstract class SettingsContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final int WRITERS = 8;

    /** An empty store; the same one throughout a test. */
    protected abstract SettingsStore settings();

    /** The ids of the events that were recorded for a tenant. */
    protected abstract List<UUID> recorded(String tenant);

    @Test
    void whoHasNeverSetAnythingHasVersionZero() {
        assertThat(settings().of("default")).isEqualTo(StoredSettings.none("default"));
    }

    @Test
    void whatIsSetIsRead() {
        StoredSettings first = next(
                StoredSettings.none("default"),
                Map.of(
                        "a.b",
                        Json.of(30),
                        "c",
                        Json.arr(Json.obj().put("name", "Zoë \"x\"").build(), Json.NULL),
                        "d",
                        Json.Bool.TRUE));
        assertThat(settings().replace(first, List.of(event()))).isTrue();
        assertThat(settings().of("default")).isEqualTo(first);

        StoredSettings second = next(first, Map.of());
        assertThat(settings().replace(second, List.of(event()))).isTrue();
        assertThat(settings().of("default")).isEqualTo(second);
        assertThat(settings().of("other")).isEqualTo(StoredSettings.none("other"));
    }

    @Test
    void itsEventsAreRecordedWithAChange() {
        List<Event> events = IntStream.range(0, 30).mapToObj(_ -> event()).toList();
        settings().replace(next(StoredSettings.none("default"), Map.of()), events);

        assertThat(recorded("default"))
                .containsExactlyElementsOf(events.stream().map(Event::id).toList());
        assertThat(recorded("other")).isEmpty();
    }

    @Test
    void anotherVersionIsNotReplacedAndNothingIsRecorded() {
        StoredSettings none = StoredSettings.none("default");
        StoredSettings first = next(none, Map.of("a", Json.of(1)));
        Event event = event();
        assertThat(settings().replace(first, List.of(event))).isTrue();

        assertThat(settings().replace(next(none, Map.of("a", Json.of(2))), List.of(event())))
                .isFalse();
        assertThat(settings().replace(next(next(first, Map.of()), Map.of()), List.of(event())))
                .isFalse();
        assertThat(settings().of("default")).isEqualTo(first);
        assertThat(recorded("default")).containsExactly(event.id());
    }

    @Test
    void aRepeatedCallFindsThatItHad() {
        StoredSettings first = next(StoredSettings.none("default"), Map.of("a", Json.of(1)));
        Event event = event();
        assertThat(settings().replace(first, List.of(event))).isTrue();
        assertThat(settings().replace(first, List.of(event))).isTrue();

        assertThat(recorded("default")).containsExactly(event.id());
    }

    @Test
    void ofThoseWhoReplaceTheSameVersionOneWins() {
        StoredSettings first = next(StoredSettings.none("default"), Map.of());
        settings().replace(first, List.of(event()));
        List<CompletableFuture<Boolean>> all = IntStream.range(0, WRITERS)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() ->
                        settings().replace(next(first, Map.of("a", Json.of(1))), List.of(event()))))
                .toList();

        assertThat(all.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(settings().of("default").version()).isEqualTo(2);
        assertThat(recorded("default")).hasSize(2);
    }

    @Test
    void anIssuerAndAudienceSayWhoseATokenIs() {
        ProviderPair pair = new ProviderPair("https://id.example.com", "api");
        StoredSettings first = next(StoredSettings.none("default"), provider(pair));
        assertThat(settings().tenantOf(pair)).isEmpty();
        assertThat(settings().replace(first, List.of(event()))).isTrue();
        assertThat(settings().tenantOf(pair)).contains("default");
        assertThat(settings().tenantOf(new ProviderPair("https://id.example.com", "web")))
                .isEmpty();
        assertThat(settings().tenantOf(new ProviderPair("https://id.example.co", "mapi")))
                .isEmpty();

        StoredSettings same = next(first, provider(pair));
        assertThat(settings().replace(same, List.of(event()))).isTrue();
        assertThat(settings().tenantOf(pair)).contains("default");

        ProviderPair other = new ProviderPair("https://login.example.com", "api");
        StoredSettings second = next(same, provider(other));
        assertThat(settings().replace(second, List.of(event()))).isTrue();
        assertThat(settings().tenantOf(pair)).isEmpty();
        assertThat(settings().tenantOf(other)).contains("default");
        assertThat(settings().replace(next(second, Map.of()), List.of(event()))).isTrue();
        assertThat(settings().tenantOf(other)).isEmpty();
    }

    @Test
    void whatOneTenantHasAnotherCanNotSetUntilItIsGivenUp() {
        ProviderPair pair = new ProviderPair("https://id.example.com", "api");
        StoredSettings first = next(StoredSettings.none("default"), provider(pair));
        StoredSettings others = next(StoredSettings.none("other"), provider(pair));
        assertThat(settings().replace(first, List.of(event()))).isTrue();

        assertThatThrownBy(() -> settings().replace(others, List.of(event())))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo(Code.ID_CONFLICT))
                .message()
                .doesNotContain("default");
        assertThat(settings().of("other").version()).isZero();
        assertThat(recorded("other")).isEmpty();

        assertThat(settings().replace(next(first, Map.of()), List.of(event()))).isTrue();
        assertThat(settings().replace(others, List.of(event()))).isTrue();
        assertThat(settings().tenantOf(pair)).contains("other");
    }

    private static Map<String, Json> provider(ProviderPair pair) {
        return Map.of("oidc.issuer", Json.of(pair.issuer()), "oidc.audience", Json.of(pair.audience()));
    }

    private static StoredSettings next(StoredSettings before, Map<String, Json> values) {
        return new StoredSettings(
                before.tenant(), before.version() + 1, new TreeMap<>(values), UUID.randomUUID(), NOW, "ada");
    }

    private static Event event() {
        return new Event(
                UUID.randomUUID(),
                NOW,
                "custom.test",
                Severity.INFO,
                new Actor(Actor.Type.USER, "u", "u"),
                Client.NONE,
                new Resource("setting", "s", null),
                "a setting was changed",
                Json.Obj.EMPTY,
                "");
    }
}
