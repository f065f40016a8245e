package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String TOKENS = "/api/tokens";
    private static final String AUDIT = "/api/audit";

    private final TestApi api = new TestApi();

    @Test
    void aRevokedTokenOpensNothingFromTheNextRequestOn() {
        Reply made = make("{\"name\":\"ci\",\"role\":\"viewer\"}");
        String token = made.textAt("/token");
        api.request("GET", AUDIT).bearing(token).send().is(200);

        api.request("DELETE", TOKENS + '/' + made.textAt("/id")).send().is(204);

        api.request("GET", AUDIT).bearing(token).send().isRefused(401, "unauthenticated");
        Event event = api.waiting().get(1);
        assertThat(event.action()).isEqualTo("auth.token.revoked");
        assertThat(event.resource().id()).isEqualTo(made.textAt("/id"));
        assertThat(event.details())
                .isEqualTo(Json.obj()
                        .put("name", "ci")
                        .put("role", "viewer")
                        .put("revokedBy", "admin")
                        .put("expiresAt", Json.NULL)
                        .build());
    }

    @Test
    void revokedAgainNothingHappensAndNothingIsRecorded() {
        String id = make("{\"name\":\"ci\",\"role\":\"viewer\"}").textAt("/id");
        api.request("DELETE", TOKENS + '/' + id).send().is(204);
        api.request("DELETE", TOKENS + '/' + id).send().is(204);

        assertThat(actions()).containsExactly("auth.token.created", "auth.token.revoked");
    }

    @Test
    void anAdminMayRevokeTheTokenItComesWith() {
        Reply made = make("{\"name\":\"mine\",\"role\":\"admin\"}");
        String token = made.textAt("/token");

        api.request("DELETE", TOKENS + '/' + made.textAt("/id"))
                .bearing(token)
                .send()
                .is(204);
        api.request("DELETE", TOKENS + '/' + made.textAt("/id"))
                .bearing(token)
                .send()
                .isRefused(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0193a000-0000-7000-8000-000000000000",
                "x",
                "..",
                "%2e%2e",
                "..%2f..%2fTENANT",
                "TOKEN%23abc",
                "%00",
                "%0a",
                "*",
                "0193a000-0000-7000-8000-000000000000%23x"
            })
    void whatIsNoTokenOfTheTenantCantBeRevoked(String id) {
        api.request("DELETE", TOKENS + '/' + id).send().isRefused(404, "not_found");

        assertThat(api.waiting()).isEmpty();
    }

    @Test
    void theyAreListedNewestFirstWithoutWhatOpensAnything() {
        String _ = api.token(Role.ADMIN);
        List<String> made = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            api.clock.move(Duration.ofSeconds(1));
            Reply reply = make("{\"name\":\"t%d\",\"role\":\"viewer\"}".formatted(i));
            made.addFirst(reply.textAt("/id"));
            secrets.add(reply.textAt("/token"));
        }

        Reply first = api.get(TOKENS + "?limit=3").is(200);
        Reply second = api.get(TOKENS + "?limit=3&cursor=" + first.textAt("/page/nextCursor"))
                .is(200);

        assertThat(first.header("link")).contains("cursor=" + made.get(2));
        List<String> listed = new ArrayList<>(ids(first));
        listed.addAll(ids(second));
        assertThat(listed.subList(0, 5)).isEqualTo(made);
        for (String secret : secrets) {
            String hash = TokenText.parse(secret).orElseThrow().hash();
            assertThat(first.bodyText() + second.bodyText()).doesNotContain(secret, hash);
        }
        api.get(TOKENS + "?cursor=x").isRefused(400, "invalid_cursor", "/cursor");
    }

    @Test
    void whenItWasLastUsedIsSeenToTheHour() {
        Reply made = make("{\"name\":\"ci\",\"role\":\"viewer\"}");
        String token = made.textAt("/token");
        assertThat(one(made).member("lastUsedAt")).isEqualTo(Json.NULL);

        api.request("GET", AUDIT).bearing(token).send().is(200);
        Json first = one(made).member("lastUsedAt");
        api.clock.move(Duration.ofMinutes(59));
        api.request("GET", AUDIT).bearing(token).send().is(200);
        assertThat(one(made).member("lastUsedAt")).isEqualTo(first).isEqualTo(Json.of("2026-11-22T10:00:00.000Z"));
        api.clock.move(Duration.ofMinutes(1));
        api.request("GET", AUDIT).bearing(token).send().is(200);
        assertThat(one(made).member("lastUsedAt")).isEqualTo(Json.of("2026-11-22T11:00:00.000Z"));
    }

    @Test
    void anIngestTokenIsHeldToItsActions() {
        String token = make("{\"name\":\"ci\",\"role\":\"ingest\",\"actions\":[\"custom.mine.\",\"rotation.\"]}")
                .textAt("/token");

        record(token, "custom.mine.thing").is(202);
        record(token, "custom.mine.").isRefused(422, "unknown_action");
        record(token, "custom.other").isRefused(403, "forbidden", "/events/0/action");
        record(token, "custom.mined").isRefused(403, "forbidden", "/events/0/action");
        api.request("POST", "/api/audit/events")
                .bearing(token)
                .body("{\"events\":[%s,%s]}".formatted(event("custom.mine.a"), event("custom.yours")))
                .send()
                .isRefused(403, "forbidden", "/events/1/action");
        assertThat(actions()).contains("custom.mine.thing").doesNotContain("custom.mine.a", "custom.yours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"role\":\"viewer\",\"actions\":[\"rotation.\"]}",
                "{\"name\":\"x\",\"role\":\"admin\",\"actions\":[\"rotation.\"]}",
                "{\"name\":\"x\",\"role\":\"ingest\",\"actions\":[\"nothing.such\"]}",
                "{\"name\":\"x\",\"role\":\"ingest\",\"actions\":[\"\"]}",
                "{\"name\":\"x\",\"role\":\"ingest\",\"actions\":[\"rotation. custom.\"]}",
                "{\"name\":\"x\",\"role\":\"ingest\",\"actions\":[1]}",
                "{\"name\":\"x\",\"role\":\"ingest\",\"actions\":\"rotation.\"}"
            })
    void whatATokenCantBeHeldTo(String body) {
        api.post(TOKENS, body).isRefused(400, "invalid_body");

        assertThat(api.waiting()).isEmpty();
    }

    /** Members that say more than a token may be asked for, and names that a parser could take for others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"role\":\"viewer\",\"tenant\":\"another\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"id\":\"0193a000-0000-7000-8000-000000000000\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"hash\":\"00\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"createdBy\":\"root\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"role\":\"admin\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"__proto__\":{\"role\":\"admin\"}}",
                "{\"name\":\"x\",\"role\":[\"viewer\",\"admin\"]}",
                "{\"name\":\"x\",\"role\":\"ADMIN\"}",
                "{\"name\":\"x\",\"role\":\"admin \"}",
                "{\"name\":\"x\",\"Role\":\"admin\"}"
            })
    void aCraftedBodyGetsNoMoreThanIsOffered(String body) {
        assertThat(api.post(TOKENS, body).status()).isEqualTo(400);
        for (Role role : List.of(Role.OPERATOR, Role.AUDITOR, Role.VIEWER, Role.AGENT, Role.INGEST)) {
            api.request("POST", TOKENS).as(role).body(body).send().isRefused(403, "forbidden");
        }

        assertThat(actions()).doesNotContain("auth.token.created");
        assertThat(api.tokens.page(TestApi.TENANT, null, 100).tokens()).hasSize(6);
    }

    /** What differs in one place only, is longer, shorter, or of another kind. */
    @Test
    void nobodyGuessesAToken() {
        String token = api.token(Role.ADMIN);
        List<String> guesses = new ArrayList<>();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            guesses.add(token.substring(0, i) + other + token.substring(i + 1));
        }
        guesses.add(token.toUpperCase(java.util.Locale.ROOT));
        guesses.add(token + "A");
        guesses.add(token.substring(0, token.length() - 1));
        guesses.add(TokenText.parse(token).orElseThrow().hash());
        guesses.add("ct_" + TokenText.parse(token).orElseThrow().hash().substring(0, 43));
        guesses.add("cs_" + token.substring(3));
        for (int i = 0; i < 200; i++) {
            guesses.add(TokenText.fresh(new SecureRandom()).value());
        }
        for (String guess : guesses) {
            api.request("GET", AUDIT).bearing(guess).send().isRefused(401, "unauthenticated");
        }
        assertThat(api.refusals()).as("a flood is told of in a few entries").hasSizeLessThan(5);
    }

    @Test
    void anExpiredTokenIsToldSo() {
        String token = api.newToken(Role.VIEWER, Optional.of(TestApi.START.plusSeconds(1)));
        api.clock.move(Duration.ofSeconds(1));

        Reply reply = api.request("GET", AUDIT).bearing(token).send().isRefused(401, "unauthenticated");
        assertThat(reply.textAt("/detail")).contains("expired");
    }

    private Reply make(String body) {
        return api.post(TOKENS, body).is(201);
    }

    private Json.Obj one(Reply made) {
        return api.get(TOKENS).data().stream()
                .map(Json.Obj.class::cast)
                .filter(token -> token.member("id").equals(made.at("/id")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(Reply page) {
        return page.data().stream()
                .map(token -> ((Json.Str) ((Json.Obj) token).member("id")).value())
                .toList();
    }

    private List<String> actions() {
        return api.waiting().stream().map(Event::action).toList();
    }

    private Reply record(String token, String action) {
        return api.request("POST", "/api/audit/events")
                .bearing(token)
                .body("{\"events\":[" + event(action) + "]}")
                .send();
    }

    private static String event(String action) {
        return "{\"action\":\"%s\",\"resource\":{\"type\":\"t\",\"id\":\"i\"}}".formatted(action);
    }
}
