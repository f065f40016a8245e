package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.SessionText;
import io.certtrail.ledger.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API believes of a caller: what the authorizer says, and nothing else. */
class AuthorizerTest {
    private static final String AUDIT = "/api/audit";

    private final TestApi api = new TestApi();

    @Test
    void withoutAnAuthorizerNobodyComesIn() {
        api.request("GET", AUDIT).unasked().send().isRefused(500, "internal");
        api.request("GET", "/health").unasked().send().is(200);

        assertThat(api.logText()).contains("no authorizer was asked");
    }

    @Test
    void aContextThatIsNotWholeLetsNobodyIn() {
        Map<String, Json> whole = new HashMap<>();
        for (String pair : List.of(
                "v=1",
                "outcome=known",
                "basic=false",
                "tenant=default",
                "role=admin",
                "actorType=user",
                "actorId=u",
                "actorName=u",
                "credentialKind=api_token",
                "credentialId=0193a000-0000-7000-8000-000000000000",
                "viaCookie=false",
                "actionPrefixes=")) {
            int equals = pair.indexOf('=');
            whole.put(pair.substring(0, equals), Json.of(pair.substring(equals + 1)));
        }
        api.request("GET", AUDIT).context(new Json.Obj(whole)).send().is(200);
        for (String name : whole.keySet()) {
            Map<String, Json> without = new HashMap<>(whole);
            without.remove(name);
            api.request("GET", AUDIT).context(new Json.Obj(without)).send().isRefused(500, "internal");
            if (!List.of("actorId", "actorName", "credentialId", "tenant", "actionPrefixes")
                    .contains(name)) {
                for (Json other : List.of(Json.of("other"), Json.of(true), Json.NULL, Json.arr())) {
                    Map<String, Json> changed = new HashMap<>(whole);
                    changed.put(name, other);
                    api.request("GET", AUDIT)
                            .context(new Json.Obj(changed))
                            .send()
                            .isRefused(500, "internal");
                }
            }
        }
        api.request("GET", AUDIT).context(Json.Obj.EMPTY).send().isRefused(500, "internal");
    }

    /** Names that gateways, proxies and frameworks have been known to believe. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amzn-oidc-identity",
                "x-authenticated-user",
                "x-forwarded-user",
                "x-role",
                "role",
                "tenant",
                "requestcontext",
                "x-amzn-request-context",
                "x-original-authorization",
                "x-http-method-override",
                "proxy-authorization",
                "x-tenant-id",
                "x-api-key"
            })
    void aHeaderMakesNobodyAnybody(String header) {
        api.request("GET", AUDIT)
                .anonymous()
                .header(header, "Bearer " + api.token(Role.ADMIN))
                .send()
                .isRefused(401, "unauthenticated");
        api.request("GET", "/api/tokens")
                .as(Role.VIEWER)
                .header(header, "admin")
                .send()
                .isRefused(403, "forbidden");
    }

    /** A repeated header reaches a function as one, joined by commas. */
    @Test
    void twoCredentialsAreNone() {
        String admin = "Bearer " + api.token(Role.ADMIN);
        String viewer = "Bearer " + api.token(Role.VIEWER);
        for (String both : List.of(viewer + "," + admin, admin + ", " + viewer, admin + ",", "," + admin)) {
            api.request("GET", AUDIT).header("authorization", both).send().isRefused(401, "unauthenticated");
        }
    }

    @Test
    void aCookieCarriesNothingButASession() {
        String name = Credential.COOKIE + '=';
        api.request("GET", AUDIT)
                .anonymous()
                .cookie(name + api.token(Role.ADMIN))
                .send()
                .isRefused(401, "unauthenticated");
        api.request("GET", AUDIT)
                .anonymous()
                .cookie(name + SessionText.fresh(api.random).value())
                .send()
                .isRefused(401, "unauthenticated");
        api.request("GET", AUDIT)
                .anonymous()
                .header("cookie", name + api.token(Role.ADMIN))
                .send()
                .isRefused(401, "unauthenticated");
    }

    @Test
    void aHeaderThatIsNoGoodIsNotMadeGoodByACookie() {
        api.request("GET", AUDIT)
                .header("authorization", "Bearer x")
                .cookie(Credential.COOKIE + '=' + SessionText.fresh(api.random).value())
                .send()
                .isRefused(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"RS256\",\"kid\":\"../../etc/passwd\"}"
            })
    void aTokenOfNoProviderOpensNothing(String header) {
        String claims = "{\"sub\":\"admin\",\"role\":\"admin\",\"exp\":4102444800}";
        for (String signature : List.of("", "AAAA")) {
            String jwt = base64(header) + '.' + base64(claims) + '.' + signature;
            api.request("GET", AUDIT).bearing(jwt).send().isRefused(401, "unauthenticated");
            api.request("GET", "/docs").bearing(jwt).send().isRefused(401, "unauthenticated");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 10_240, 100_000})
    void aCredentialOfAnyLengthIsRefusedCleanly(int length) {
        for (String start : List.of("", "ct_", "cs_", "ey", "ey.", "..")) {
            api.request("GET", AUDIT).bearing(start + "A".repeat(length)).send().isRefused(401, "unauthenticated");
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
