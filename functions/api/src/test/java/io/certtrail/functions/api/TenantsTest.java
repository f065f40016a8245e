package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant sees nothing of another's, and not even that it is there. */
class TenantsTest {
    private static final String OTHER = "other";
    private static final String MARK = "belongs-to-the-first";

    private final TestApi api = new TestApi();
    private String stranger = "";
    private String entry = "";
    private String export = "";
    private String token = "";

    @BeforeEach
    void twoTenants() {
        api.open(new Origin(TestApi.ORIGIN.logName(), OTHER, 1));
        stranger = api.newToken(OTHER, Role.ADMIN, Optional.empty());
        entry = api.postEvent(TestApi.login(MARK)).is(202).textAt("/ids/0");
        for (int i = 0; i < 3; i++) {
            api.postEvent(TestApi.login(MARK + i)).is(202);
        }
        export = api.post("/api/exports", "{\"format\":\"csv\"}").is(202).textAt("/id");
        token = api.post("/api/tokens", "{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(MARK))
                .is(201)
                .textAt("/id");
        api.request("PUT", "/api/audit/searches")
                .body("{\"name\":\"%s\",\"query\":\"q=%s\"}".formatted(MARK, MARK))
                .send()
                .is(200);
        new ExportWorker(api).work();
        api.get("/api/exports/" + export).is(200);
        api.get("/api/audit/" + entry).is(200);
    }

    @Test
    void anIdOfAnotherTenantIsLikeOneThatIsNot() {
        int walked = 0;
        for (Route route : api.table().routes()) {
            if (!route.path().contains("{id}")) {
                continue;
            }
            String nobodys = UUID.randomUUID().toString();
            Reply none = asStranger(route, nobodys);
            for (String id : List.of(entry, export, token)) {
                Reply theirs = asStranger(route, id);
                assertThat(theirs.bodyText()).doesNotContain(MARK);
                assertThat(theirs.status())
                        .as("%s %s", route.method(), route.path())
                        .isEqualTo(ofSessions(route) ? 401 : 404);
                assertThat(withoutId(theirs, id)).isEqualTo(withoutId(none, nobodys));
                walked++;
            }
        }
        assertThat(walked).isGreaterThanOrEqualTo(15);
        api.get("/api/audit").is(200);
        assertThat(api.tokens
                        .byId(TestApi.TENANT, UUID.fromString(token))
                        .orElseThrow()
                        .revoked())
                .isNull();
    }

    /** Whether a route is for who has signed in: the stranger's token is no session. */
    private static boolean ofSessions(Route route) {
        return route.path().startsWith("/api/auth/");
    }

    @Test
    void noListShowsAnythingOfAnothers() {
        int walked = 0;
        for (Route route : api.table().routes()) {
            if (route.method().equals("GET")
                    && !route.path().contains("{")
                    && !route.path().contains("export")) {
                Reply reply = api.request("GET", route.path()).bearing(stranger).send();
                assertThat(reply.status())
                        .as(route.path())
                        .isIn(ofSessions(route) ? List.of(401) : List.of(200, 400, 404, 503));
                assertThat(reply.bodyText()).as(route.path()).doesNotContain(MARK, entry, export, token);
                walked++;
            }
        }
        assertThat(walked).isGreaterThan(8);
        assertThat(api.request("GET", "/api/exports")
                        .bearing(stranger)
                        .send()
                        .is(200)
                        .data())
                .isEmpty();
        assertThat(api.request("GET", "/api/audit?q=" + MARK)
                        .bearing(stranger)
                        .send()
                        .is(200)
                        .data())
                .isEmpty();
    }

    @Test
    void aCursorOpensNothingInAnotherTenant() {
        for (String path : List.of("/api/audit?limit=1", "/api/exports?limit=1", "/api/tokens?limit=1")) {
            String cursor = path.startsWith("/api/audit")
                    ? api.get(path).is(200).textAt("/page/nextCursor")
                    : (path.startsWith("/api/exports") ? export : token);
            Reply reply = api.request("GET", path + "&cursor=" + cursor)
                    .bearing(stranger)
                    .send();
            assertThat(reply.status()).as(path).isIn(200, 400);
            assertThat(reply.bodyText()).doesNotContain(MARK, entry, export, token);
        }
        String cursor = api.get("/api/audit?limit=1").textAt("/page/nextCursor");
        api.request("GET", "/api/audit?limit=1&cursor=" + cursor)
                .bearing(stranger)
                .send()
                .isRefused(400, "invalid_cursor");
    }

    /** Whatever a caller names a tenant with, its own is meant or the request is refused. */
    @Test
    void nobodyNamesItsTenant() {
        for (Route route : api.table().routes()) {
            List<String> parameters =
                    route.parameters().stream().map(Parameter::name).toList();
            assertThat(parameters).doesNotContain("tenant");
        }
        api.request("GET", "/api/audit?tenant=default").bearing(stranger).send().isRefused(400, "unknown_parameter");
        Reply streamed = api.request("GET", "/api/audit/stream?after=0&origin=" + TestApi.ORIGIN.text())
                .bearing(stranger)
                .send();
        assertThat(streamed.status()).isIn(400, 404, 409, 410);
        assertThat(streamed.bodyText()).doesNotContain(MARK);
        Reply reply = api.request("GET", "/api/audit")
                .bearing(stranger)
                .header("x-tenant", "default")
                .send()
                .is(200);
        assertThat(reply.bodyText()).doesNotContain(MARK);
    }

    @Test
    void whatOneTenantRecordsStandsInItsOwnLedger() {
        api.request("POST", "/api/audit/events")
                .bearing(stranger)
                .body(io.certtrail.ledger.json.Jcs.text(Json.obj()
                        .put("events", Json.arr(TestApi.login("of-the-other")))
                        .build()))
                .send()
                .is(202);
        api.sequence();

        assertThat(api.get("/api/audit?q=of-the-other").is(200).data()).isEmpty();
        assertThat(api.outbox.read(OTHER, 100)).isNotEmpty();
    }

    private Reply asStranger(Route route, String id) {
        TestApi.Request request = api.request(route.method(), route.path().replace("{id}", id))
                .bearing(stranger)
                .header("prefer", "respond-async");
        return (route.body().isPresent() ? request.body("{}") : request).send();
    }

    /** What an answer says, but for what names this very request. */
    private static List<Map.Entry<String, Json>> withoutId(Reply reply, String id) {
        List<Map.Entry<String, Json>> said = new ArrayList<>();
        reply.json().members().forEach((name, value) -> {
            if (!name.equals("requestId")) {
                said.add(Map.entry(
                        name, value instanceof Json.Str(String text) ? Json.of(text.replace(id, "ID")) : value));
            }
        });
        return said;
    }
}
