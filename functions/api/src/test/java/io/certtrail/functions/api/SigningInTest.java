package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.users.UserEvents.By;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.json.Json;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, logins and sessions over HTTP. */
class SigningInTest {
    private static final String GOOD = "a long enough secret";

    private final TestApi api = new TestApi();

    @BeforeEach
    void makeAnAdministrator() {
        assertThat(api.users()
                        .createFirst(
                                TestApi.TENANT,
                                "root",
                                new By(new Actor(Actor.Type.SYSTEM, "setup", "setup"), Client.NONE)))
                .isPresent();
    }

    @Test
    void aUserIsMadeSignsInAndChangesThePasswordBeforeAnythingElse() {
        String password = text(make("ada", "auditor"), "password");
        Reply opened = login("ada", password, "token");
        String token = text(opened, "token");

        assertThat(opened.headers()).doesNotContainKey("set-cookie");
        assertThat(as(token, "GET", "/api/audit", "").status()).isEqualTo(401);
        assertThat(as(token, "POST", "/api/auth/password", change(password, GOOD))
                        .status())
                .isEqualTo(204);
        assertThat(as(token, "GET", "/api/audit", "").status()).isEqualTo(200);
        assertThat(as(token, "GET", "/api/users", "").status()).isEqualTo(403);
        assertThat(text(as(token, "GET", "/api/auth/session", ""), "role")).isEqualTo("auditor");
    }

    @Test
    void aCookieNeedsItsTokenAndOurOwnPageToChangeAnything() {
        Reply opened = signedIn("ada", "operator", "cookie");
        String header = header(opened, "set-cookie");
        assertThat(header)
                .startsWith("__Host-certtrail=cs_")
                .contains("; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/");
        assertThat(opened.bodyText()).doesNotContain("cs_");
        String cookie = header.substring(0, header.indexOf(';'));
        String csrf = text(opened, "csrfToken");

        assertThat(byCookie(cookie, "GET", "/api/auth/session").send().status()).isEqualTo(200);
        assertThat(byCookie(cookie, "GET", "/api/audit").send().status()).isEqualTo(200);
        String search = "{\"name\":\"mine\",\"query\":\"\"}";
        assertThat(byCookie(cookie, "PUT", "/api/audit/searches")
                        .body(search)
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(byCookie(cookie, "PUT", "/api/audit/searches")
                        .body(search)
                        .header("x-csrf-token", csrf)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(byCookie(cookie, "POST", "/api/auth/logout").send().status()).isEqualTo(403);
        assertThat(byCookie(cookie, "POST", "/api/auth/logout")
                        .header("x-csrf-token", csrf)
                        .header("sec-fetch-site", "cross-site")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(byCookie(cookie, "POST", "/api/auth/logout")
                        .header("x-csrf-token", csrf)
                        .header("host", "audit.example.com")
                        .header("origin", "https://evil.example.com")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(byCookie(cookie, "POST", "/api/auth/logout")
                        .header("x-csrf-token", csrf)
                        .header("host", "audit.example.com")
                        .header("origin", "https://audit.example.com")
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(byCookie(cookie, "GET", "/api/auth/session").send().status()).isEqualTo(401);
    }

    @Test
    void aRevokedSessionPlayedAgainOpensNothing() {
        String token = text(signedIn("ada", "viewer", "token"), "token");
        String other = text(login("ada", GOOD, "token"), "token");
        Json.Obj first = (Json.Obj)
                ((Json.Arr) as(other, "GET", "/api/auth/sessions", "").json().member("data"))
                        .items()
                        .getFirst();

        assertThat(as(other, "DELETE", "/api/auth/sessions/" + ((Json.Str) first.member("id")).value(), "")
                        .status())
                .isEqualTo(204);
        assertThat(as(token, "GET", "/api/audit", "").status()).isEqualTo(401);
        assertThat(as(other, "GET", "/api/audit", "").status()).isEqualTo(200);
        assertThat(as(other, "DELETE", "/api/auth/sessions/../../users", "").status())
                .isIn(404, 405);
    }

    @Test
    void nobodyMakesThemselvesMoreByTheirBody() {
        String token = text(signedIn("ada", "viewer", "token"), "token");
        for (String body : new String[] {
            "{\"username\":\"root\",\"password\":\"x\",\"role\":\"admin\"}",
            "{\"username\":\"ada\",\"password\":\"" + GOOD + "\",\"as\":\"token\",\"tenant\":\"other\"}",
        }) {
            assertThat(api.request("POST", "/api/auth/login")
                            .anonymous()
                            .body(body)
                            .send()
                            .status())
                    .as(body)
                    .isIn(400, 401);
        }
        assertThat(as(token, "POST", "/api/users", "{\"username\":\"eve\",\"role\":\"admin\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.post("/api/users", "{\"username\":\"eve\",\"role\":\"admin\",\"state\":\"active\",\"id\":\"x\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aChangeOfAUserNeedsWhatWasSeenAndTheLastAdministratorStays() {
        Json.Obj root = (Json.Obj)
                ((Json.Arr) api.get("/api/users").json().member("data")).items().getFirst();
        String path = "/api/users/" + ((Json.Str) root.member("id")).value();
        String tag = header(api.get(path), "etag");

        assertThat(api.request("PATCH", path)
                        .body("{\"role\":\"viewer\"}")
                        .send()
                        .status())
                .isEqualTo(428);
        assertThat(api.request("PATCH", path)
                        .header("if-match", "\"other\"")
                        .body("{\"role\":\"viewer\"}")
                        .send()
                        .status())
                .isEqualTo(412);
        for (String body : new String[] {"{\"role\":\"viewer\"}", "{\"state\":\"disabled\"}"}) {
            assertThat(api.request("PATCH", path)
                            .header("if-match", tag)
                            .body(body)
                            .send()
                            .status())
                    .isEqualTo(409);
        }
        assertThat(api.request("DELETE", path).header("if-match", tag).send().status())
                .isEqualTo(409);
        Reply named = api.request("PATCH", path)
                .header("if-match", tag)
                .body("{\"displayName\":\"Root\"}")
                .send();
        assertThat(named.status()).isEqualTo(200);
        assertThat(named.headers().get("etag")).isNotEqualTo(tag);
    }

    @Test
    void pagesOfUsersHaveEachOnce() {
        for (int i = 0; i < 4; i++) {
            Reply _ = make("user" + i, "viewer");
        }
        Reply first = api.get("/api/users?limit=3");
        String after = ((Json.Str) ((Json.Obj) first.json().member("page")).member("nextAfter")).value();
        Reply second = api.get("/api/users?limit=3&after=" + after);

        // Ids of one millisecond that two sources made are in no order: so only that each is there once.
        String both = first.bodyText() + second.bodyText();
        for (String name : new String[] {"root", "user0", "user1", "user2", "user3"}) {
            assertThat(both.split("\"username\":\"" + name + "\"", -1)).as(name).hasSize(2);
        }
        assertThat(both).doesNotContain("passwordHash").contains("\"hasMore\":false");
    }

    @Test
    void aPasswordIsInNoRefusalAndInNoLog() {
        for (String body : new String[] {
            "{\"username\":\"ada\",\"password\":1234567890123}",
            "{\"username\":\"ada\",\"password\":[\"Tr0ub4dor-and-3\"]}",
            "{\"username\":\"ada\",\"password\":\"Tr0ub4dor-and-3\",\"extra\":1}",
            "{\"username\":\"ada\",\"password\":\"Tr0ub4dor-and-3\"}",
            "{\"username\":\"ada\",\"password\":\"Tr0ub4dor-and-3",
        }) {
            Reply reply = api.request("POST", "/api/auth/login")
                    .anonymous()
                    .body(body)
                    .send();
            assertThat(reply.status()).as(body).isIn(400, 401);
            assertThat(reply.bodyText()).doesNotContain("Tr0ub4dor", "1234567890123");
        }
        assertThat(api.logText()).doesNotContain("Tr0ub4dor", "1234567890123");
        assertThat(api.waiting().toString()).doesNotContain("Tr0ub4dor", "1234567890123");
    }

    @Test
    void aLockedAccountIsUnlockedByAnAdministrator() {
        Reply made = make("ada", "viewer");
        String password = text(made, "password");
        for (int i = 0; i < 5; i++) {
            assertThat(login("ada", "wrong", "token").status()).isEqualTo(401);
        }
        Reply locked = login("ada", password, "token");
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.headers()).containsEntry("retry-after", "60");
        assertThat(api.post("/api/users/" + text(made, "id") + "/unlock", "").status())
                .isEqualTo(204);
        assertThat(login("ada", password, "token").status()).isEqualTo(200);
    }

    private Reply make(String name, String role) {
        Reply made = api.post("/api/users", "{\"username\":\"%s\",\"role\":\"%s\"}".formatted(name, role));
        assertThat(made.status()).as(made.bodyText()).isEqualTo(201);
        return made;
    }

    private Reply signedIn(String name, String role, String as) {
        String password = text(make(name, role), "password");
        String token = text(login(name, password, "token"), "token");
        assertThat(as(token, "POST", "/api/auth/password", change(password, GOOD))
                        .status())
                .isEqualTo(204);
        assertThat(as(token, "POST", "/api/auth/logout", "").status()).isEqualTo(204);
        Reply opened = login(name, GOOD, as);
        assertThat(opened.status()).isEqualTo(200);
        return opened;
    }

    private Reply login(String name, String password, String as) {
        return api.request("POST", "/api/auth/login")
                .anonymous()
                .body("{\"username\":\"%s\",\"password\":\"%s\",\"as\":\"%s\"}".formatted(name, password, as))
                .send();
    }

    private static String change(String before, String after) {
        return "{\"password\":\"%s\",\"newPassword\":\"%s\"}".formatted(before, after);
    }

    private Reply as(String token, String method, String path, String body) {
        TestApi.Request request = api.request(method, path).header("authorization", "Bearer " + token);
        return (body.isEmpty() ? request : request.body(body)).send();
    }

    private TestApi.Request byCookie(String cookie, String method, String path) {
        return api.request(method, path).anonymous().cookie(cookie);
    }

    private static String header(Reply reply, String name) {
        return Objects.requireNonNull(reply.headers().get(name));
    }

    private static String text(Reply reply, String name) {
        return ((Json.Str) reply.json().member(name)).value();
    }
}
