package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Permission;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.oidc.JwtException;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.oidc.SigningKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an OpenID provider at the API's door. */
class OpenIdAccessTest {
    private static final String ISSUER = "https://id.example.com";
    private static final SigningKey KEY = SigningKey.make("k", "EdDSA");
    private static final Json.Obj ROLES = roles();

    private final TestApi api = new TestApi();

    @BeforeEach
    void acceptAProvider() {
        Map<String, Json> values = new TreeMap<>();
        values.put("oidc.issuer", Json.of(ISSUER));
        values.put("oidc.audience", Json.of("api"));
        values.put("oidc.roleMapping", ROLES);
        values.put("oidc.provisionUsers", Json.of(true));
        api.settings.put(
                new StoredSettings(TestApi.TENANT, 1, new TreeMap<>(values), api.ids.next(), TestApi.START, "test"));
        api.signatures = (jwt, issuer, keys) -> {};
    }

    private static Json.Obj roles() {
        Json.ObjBuilder roles = Json.obj();
        Arrays.stream(Role.values()).forEach(role -> roles.put("ledger-" + role.text(), role.text()));
        return roles.build();
    }

    private String token(String role) {
        long now = api.clock.instant().getEpochSecond();
        return KEY.token(Json.obj()
                .put("iss", ISSUER)
                .put("aud", "api")
                .put("sub", "u-1")
                .put("iat", now)
                .put("exp", now + 300)
                .put("roles", role)
                .put("email", "ann@example.com")
                .build());
    }

    private Reply get(String path, String token) {
        return api.request("GET", path)
                .header("authorization", "Bearer " + token)
                .send();
    }

    @ParameterizedTest
    @EnumSource
    void itsRoleMayWhatThatRoleMay(Role role) {
        for (Route route : api.table().routes()) {
            Permission needed = route.permission().orElse(null);
            if (needed == null || !route.method().equals("GET") || route.path().contains("{")) {
                continue;
            }
            int status = get(route.path(), token("ledger-" + role.text())).status();
            assertThat(status == 403).as(route.path()).isEqualTo(!role.may(needed));
            assertThat(status).isNotEqualTo(401);
        }
    }

    @Test
    void whatItDoesIsTheUsersWhoIsMadeAtFirstSight() {
        String token = token("ledger-ingest");
        Reply posted = api.request("POST", "/api/audit/events")
                .header("authorization", "Bearer " + token)
                .body("{\"events\":[{\"action\":\"custom.x\",\"resource\":{\"type\":\"t\",\"id\":\"i\"}}]}")
                .send()
                .is(202);

        assertThat(api.waiting()).hasSize(2).satisfies(events -> {
            assertThat(events.getFirst().action()).isEqualTo("user.created");
            assertThat(events.getLast().action()).isEqualTo("custom.x");
            assertThat(events.getLast().actor()).isEqualTo(events.getFirst().actor());
            assertThat(events.getLast().actor().name()).isEqualTo("ann@example.com");
        });
        assertThat(posted.bodyText()).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger-root", "", "LEDGER-ADMIN", "admin"})
    void withoutARoleOfOursItOpensNothing(String role) {
        get("/api/audit", token(role)).isRefused(401, "unauthenticated");
        assertThat(api.waiting()).isEmpty();
    }

    @Test
    void whoAnAdministratorDisablesIsRefusedAtTheNextRequestAndThatIsRecorded() {
        String token = token("ledger-viewer");
        get("/api/audit", token).is(200);
        Reply settings = api.get("/api/settings").is(200);
        api.request("PATCH", "/api/settings")
                .header("if-match", settings.header("etag"))
                .body("{\"oidc.disabledSubjects\":[\"u-1\"]}")
                .send()
                .is(200);

        get("/api/audit", token).isRefused(401, "unauthenticated");
        assertThat(api.waiting()).extracting(Event::action).contains("user.created", "settings.updated");
    }

    @Test
    void aSignatureThatIsNotItsProvidersOpensNothing() {
        api.signatures = (jwt, issuer, keys) -> {
            throw new JwtException(JwtException.Reason.SIGNATURE, "the provider's key did not sign this token");
        };
        Reply refused = get("/api/audit", token("ledger-admin")).isRefused(401, "unauthenticated");
        assertThat(refused.header("www-authenticate")).startsWith("Bearer");
        assertThat(api.waiting()).isEmpty();
    }

    @Test
    void itOpensNothingOnceItHasExpiredOrTheProviderIsNoLongerSet() {
        String token = token("ledger-viewer");
        get("/api/audit", token).is(200);
        api.clock.move(Duration.ofMinutes(6));
        get("/api/audit", token).isRefused(401, "unauthenticated");

        String fresh = token("ledger-viewer");
        get("/api/audit", fresh).is(200);
        api.settings.put(new StoredSettings(TestApi.TENANT, 2, new TreeMap<>(), api.ids.next(), TestApi.START, "test"));
        get("/api/audit", fresh).isRefused(401, "unauthenticated");
    }

    @Test
    void nobodyElsesTokenMakesAnybodyLookAtASignature() {
        api.signatures = (jwt, issuer, keys) -> {
            throw new AssertionError("no signature was to be looked at");
        };
        get("/api/audit", api.token(Role.VIEWER)).is(200);
        for (String token : new String[] {"eyJ", "eyJ.eyJ.eyJ", "eyJhbGciOiJub25lIn0.e30.", "ey..", "e30.e30.e30"}) {
            get("/api/audit", token).isRefused(401, "unauthenticated");
        }
    }
}
