package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Permission;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String TOKENS = "/api/tokens";

    private final TestApi api = new TestApi();

    @Test
    void everyRouteButHealthRefusesWithoutAToken() {
        for (Route route : api.table().routes()) {
            Reply reply = request(route).anonymous().send();
            if (route.path().equals("/health")) {
                reply.is(200);
            } else if (isOfASession(route)) {
                assertThat(reply.status()).isIn(400, 401);
            } else {
                reply.isRefused(401, "unauthenticated");
                assertThat(reply.header("www-authenticate")).startsWith(route.basic() ? "Basic" : "Bearer");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRoleMayDoWhatItIsForAndNothingElse(Role role) {
        for (Route route : api.table().routes()) {
            Permission needed = route.permission().orElse(null);
            if (isOfASession(route)) {
                // No token is a session, whatever its role.
                assertThat(request(route).as(role).send().status()).isIn(400, 401);
            } else if (needed != null && !role.may(needed)) {
                request(route).as(role).send().isRefused(403, "forbidden");
            } else {
                assertThat(request(route).as(role).send().status()).isNotIn(401, 403);
            }
        }
    }

    /** Signing in, and what is done with a session: these look at the session themselves. */
    private static boolean isOfASession(Route route) {
        return route.path().startsWith("/api/auth/");
    }

    @Test
    void rolesAreThoseOfTheDesign() {
        for (Role role : Role.values()) {
            boolean reads = role == Role.ADMIN || role == Role.OPERATOR || role == Role.AUDITOR || role == Role.VIEWER;
            assertThat(api.request("GET", "/api/audit").as(role).send().status())
                    .isEqualTo(reads ? 200 : 403);
            assertThat(api.request("GET", "/api/exports").as(role).send().status())
                    .isEqualTo(role == Role.ADMIN ? 200 : 403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic x", "Digest x", "ct_", "bearer ct_short"})
    void whatIsNoTokenOpensNothing(String authorization) {
        api.request("GET", "/api/audit")
                .header("authorization", authorization)
                .send()
                .isRefused(401, "unauthenticated");
    }

    @Test
    void aTokenOfNobodyOpensNothing() {
        api.request("GET", "/api/audit")
                .header("authorization", "Bearer " + TokenText.fresh(api.random).value())
                .send()
                .isRefused(401, "unauthenticated");
    }

    @Test
    void aTokenOpensNothingOnceItHasExpired() {
        String token = api.newToken(Role.ADMIN, Optional.of(TestApi.START.plusSeconds(60)));

        api.request("GET", "/api/audit")
                .header("authorization", "bearer " + token)
                .send()
                .is(200);
        api.clock.move(Duration.ofSeconds(60));
        api.request("GET", "/api/audit")
                .header("authorization", "bearer " + token)
                .send()
                .isRefused(401, "unauthenticated");
    }

    @Test
    void aBrowserMayShowItAsAPasswordForTheDocumentationAlone() {
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("any:" + api.token(Role.VIEWER)).getBytes(StandardCharsets.UTF_8));

        for (String path : List.of("/docs", "/docs/page.js", "/openapi.json")) {
            api.request("GET", path).header("authorization", basic).send().is(200);
        }
        api.request("GET", "/api/audit").header("authorization", basic).send().isRefused(401, "unauthenticated");
        api.request("GET", "/docs").header("authorization", "Basic !!!").send().isRefused(401, "unauthenticated");
    }

    @Test
    void aTokenIsMadeTogetherWithItsEvent() {
        Reply made = api.post(
                        TOKENS, "{\"name\":\"ci\",\"role\":\"ingest\",\"expiresAt\":\"2027-01-31T01:00:00+01:00\"}")
                .is(201);

        String text = made.textAt("/token");
        assertThat(made.textAt("/expiresAt")).isEqualTo("2027-01-31T00:00:00.000Z");
        assertThat(api.request("POST", "/api/audit/events")
                        .header("authorization", "Bearer " + text)
                        .body("{\"events\":[{\"action\":\"custom.x\",\"resource\":{\"type\":\"t\",\"id\":\"i\"}}]}")
                        .send()
                        .status())
                .isEqualTo(202);
        Event event = api.waiting().getFirst();
        assertThat(event.action()).isEqualTo("auth.token.created");
        assertThat(event.severity()).isEqualTo(Severity.INFO);
        assertThat(event.resource().id()).isEqualTo(made.textAt("/id"));
        assertThat(event.client().ip()).isEqualTo("192.0.2.7");
        assertThat(event.details())
                .isEqualTo(Json.obj()
                        .put("name", "ci")
                        .put("role", "ingest")
                        .put("createdBy", "admin")
                        .put("expiresAt", "2027-01-31T00:00:00.000Z")
                        .build());
        assertThat(event.toString()).doesNotContain(text.substring(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"viewer\"}",
                "{\"name\":\"\",\"role\":\"viewer\"}",
                "{\"name\":\"a\\nb\",\"role\":\"viewer\"}",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"role\":\"root\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"expiresAt\":\"2027-01-31\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"expiresAt\":\"2020-01-31T00:00:00Z\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"expiresAt\":null}",
                "[]"
            })
    void aTokenThatCantBeMade(String body) {
        api.post(TOKENS, body).isRefused(400, "invalid_body");

        assertThat(api.waiting()).isEmpty();
    }

    /** A request that fits the route as far as a caller without any rights can know. */
    private TestApi.Request request(Route route) {
        String path = route.path()
                .replace("{id}", "0193a000-0000-7000-8000-000000000000")
                .replace("{file}", "page.js");
        TestApi.Request request = api.request(route.method(), path).header("prefer", "respond-async");
        return route.body().isPresent() ? request.body("{}") : request;
    }
}
