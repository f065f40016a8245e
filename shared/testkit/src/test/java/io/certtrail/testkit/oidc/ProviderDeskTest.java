package io.certtrail.testkit.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.access.Principal;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.oidc.JwtDesk;
import io.certtrail.domain.oidc.JwtException;
import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.domain.oidc.ProviderDesk;
import io.certtrail.domain.oidc.SettingsProviders;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.settings.MemorySettings;
import io.certtrail.testkit.time.MovableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whom a token of a provider lets in, and what is recorded of it. */
class ProviderDeskTest {
    private static final String ISSUER = "https://id.example.com";
    private static final Instant NOW = Instant.parse("2027-01-15T08:00:00Z");
    private static final Client CLIENT = new Client("192.0.2.7", "curl/8");
    private static final SigningKey KEY = SigningKey.make("k", "EdDSA");

    private final List<Event> recorded = new ArrayList<>();
    private final Outbox outbox = new Outbox() {
        @Override
        public void record(String tenant, List<Event> events) {
            recorded.addAll(events);
        }

        @Override
        public Optional<Instant> oldest(String tenant) {
            return Optional.empty();
        }
    };
    private final MemorySettings settings = new MemorySettings(outbox);
    private final MovableClock clock = new MovableClock(NOW);
    private final IdSource ids = UUID::randomUUID;
    private final ProviderDesk desk = new ProviderDesk(
            new JwtDesk(
                    new SettingsProviders(SettingsCatalogue.load(), settings), () -> (jwt, issuer, keys) -> {}, clock),
            new MemoryExternalUsers(outbox),
            Catalogue.load(),
            ids,
            clock);

    private void set(String tenant, String audience, boolean provisions, String... disabled) {
        Map<String, Json> values = new TreeMap<>();
        values.put("oidc.issuer", Json.of(ISSUER));
        values.put("oidc.audience", Json.of(audience));
        values.put("oidc.jwksUri", Json.of(ISSUER + "/keys"));
        values.put(
                "oidc.roleMapping",
                Json.obj().put("ops", "operator").put("audit", "auditor").build());
        values.put("oidc.provisionUsers", Json.of(provisions));
        values.put(
                "oidc.disabledSubjects",
                Json.arr(Arrays.stream(disabled).map(Json::of).toArray(Json[]::new)));
        long version = settings.of(tenant).version() + 1;
        assertThat(settings.replace(
                        new StoredSettings(tenant, version, new TreeMap<>(values), UUID.randomUUID(), NOW, "ada"),
                        List.of()))
                .isTrue();
    }

    private static String token(String audience, String subject, String role) {
        return KEY.token(Json.obj()
                .put("iss", ISSUER)
                .put("aud", audience)
                .put("sub", subject)
                .put("iat", NOW.getEpochSecond())
                .put("exp", NOW.getEpochSecond() + 300)
                .put("roles", role)
                .put("preferred_username", "Ann\nAdmin")
                .build());
    }

    private void refused(Reason reason, String token) {
        assertThatThrownBy(() -> desk.principal(token, CLIENT))
                .isInstanceOfSatisfying(
                        JwtException.class,
                        e -> assertThat(e.reason()).as(e.detail()).isEqualTo(reason));
    }

    @Test
    void whoIsSeenFirstBecomesAUserOnceAndThatIsRecorded() {
        set("default", "api", true);

        Principal first = desk.principal(token("api", "u-1", "ops"), CLIENT);
        Principal again = desk.principal(token("api", "u-1", "ops"), CLIENT);

        assertThat(again).isEqualTo(first);
        assertThat(first.role()).isEqualTo(Role.OPERATOR);
        assertThat(first.tenant()).isEqualTo("default");
        assertThat(recorded).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("user.created");
            assertThat(event.actor()).isEqualTo(first.actor());
            assertThat(event.client()).isEqualTo(CLIENT);
            assertThat(event.resource().id()).isEqualTo(first.actor().id());
            assertThat(event.details().get("createdBy")).isEqualTo(Json.of(ISSUER));
            assertThat(event.details().get("subject")).isEqualTo(Json.of("u-1"));
            assertThat(event.details().get("username")).isEqualTo(Json.of("Ann\uFFFDAdmin"));
            assertThat(event.details().get("role")).isEqualTo(Json.of("operator"));
        });
    }

    @Test
    void theTokenOfEachRequestSaysTheRole() {
        set("default", "api", true);
        Principal operator = desk.principal(token("api", "u-1", "ops"), CLIENT);
        Principal auditor = desk.principal(token("api", "u-1", "audit"), CLIENT);

        assertThat(auditor.role()).isEqualTo(Role.AUDITOR);
        assertThat(auditor.actor()).isEqualTo(operator.actor());
        refused(Reason.ROLE, token("api", "u-1", "cook"));
    }

    @Test
    void whoIsUnknownIsRefusedWhereNoUserIsMade() {
        set("default", "api", false);
        refused(Reason.USER, token("api", "u-1", "ops"));
        assertThat(recorded).isEmpty();

        set("default", "api", true);
        desk.principal(token("api", "u-1", "ops"), CLIENT);
        set("default", "api", false);
        assertThat(desk.principal(token("api", "u-1", "ops"), CLIENT).role()).isEqualTo(Role.OPERATOR);
        refused(Reason.USER, token("api", "u-2", "ops"));
    }

    @Test
    void whoIsDisabledIsLetInNoMoreUntilTheyAreNot() {
        set("default", "api", true);
        Principal before = desk.principal(token("api", "u-1", "ops"), CLIENT);
        set("default", "api", true, "u-1", "u-9");
        refused(Reason.USER, token("api", "u-1", "ops"));
        refused(Reason.USER, token("api", "u-9", "ops"));
        assertThat(desk.principal(token("api", "U-1", "ops"), CLIENT).actor()).isNotEqualTo(before.actor());
        assertThat(recorded).as("nobody is made of u-9").hasSize(2);

        set("default", "api", true, "u-9");
        assertThat(desk.principal(token("api", "u-1", "ops"), CLIENT)).isEqualTo(before);
    }

    @Test
    void oneSubjectOfTwoTenantsIsTwoUsers() {
        set("default", "api", true);
        set("other", "other-api", true);
        Principal one = desk.principal(token("api", "u-1", "ops"), CLIENT);
        Principal two = desk.principal(token("other-api", "u-1", "ops"), CLIENT);

        assertThat(two.tenant()).isEqualTo("other");
        assertThat(two.actor().id()).isNotEqualTo(one.actor().id());
    }

    @Test
    void aProviderThatIsNoLongerSetLetsNobodyIn() {
        set("default", "api", true);
        desk.principal(token("api", "u-1", "ops"), CLIENT);
        set("default", "other-api", true);
        refused(Reason.AUDIENCE, token("api", "u-1", "ops"));
    }
}
