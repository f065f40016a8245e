package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.exports.Format;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExportingTest {
    private final TestApi api = new TestApi();
    private final ExportWorker worker = new ExportWorker(api);

    @BeforeEach
    void record() {
        for (int i = 0; i < 5; i++) {
            api.postEvent(TestApi.login("user-" + i)).is(202);
        }
        api.sequence();
    }

    @Test
    void followingTheRedirectsEndsWithTheFile() {
        api.meanwhile(worker::work);

        String csv = follow("/api/audit/export?format=csv");

        assertThat(csv.lines().toList()).first().asString().startsWith("seq,id,time,");
        assertThat(csv.lines()).hasSize(1 + 6 + 1);
    }

    @Test
    void aDeploymentWithoutBundlesSaysSoAtTheDoor() {
        TestApi plain = new TestApi(ports -> TestApi.with(ports, EnumSet.of(Format.CSV)));

        plain.get("/api/audit/export?format=pdf").isRefused(400, "invalid_parameter", "/format");
        plain.post("/api/exports", "{\"format\":\"zip\"}").isRefused(400, "invalid_parameter", "/format");
    }

    @Test
    void anExportThatTakesLongIsWaitedForInSeveralRequests() {
        Instant start = api.clock.instant();
        api.meanwhile(() -> {
            if (api.clock.instant().isAfter(start.plusSeconds(50))) {
                worker.work();
            }
        });

        Reply first = api.get("/api/audit/export").is(303);
        assertThat(first.header("location")).matches("/api/exports/[0-9a-f-]{36}/download");
        assertThat(Duration.between(start, api.clock.instant()))
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        Reply second = api.get(first.header("location")).is(303);
        assertThat(second.header("location")).isEqualTo(first.header("location"));

        assertThat(follow(second.header("location"))).startsWith("seq,id,time,");
    }

    @Test
    void whoPrefersNotToWaitIsToldWhereToLook() {
        Reply accepted = api.request("GET", "/api/audit/export")
                .header("prefer", "respond-async")
                .send()
                .is(202);

        assertThat(accepted.textAt("/state")).isEqualTo("queued");
        assertThat(accepted.header("retry-after")).isEqualTo("2");
        assertThat(accepted.header("preference-applied")).isEqualTo("respond-async");
        api.request("GET", accepted.textAt("/download"))
                .header("prefer", "respond-async")
                .send()
                .is(202);
        worker.work();
        Reply ready = api.get(accepted.header("location")).is(200);
        assertThat(ready.textAt("/state")).isEqualTo("ready");
        assertThat(ready.at("/rows")).isEqualTo(Json.of(6));
        assertThat(file(api.get(ready.textAt("/download")).is(303))).startsWith("seq,");
        assertThat(file(api.get(ready.textAt("/proof")).is(303))).startsWith("{");
    }

    @Test
    void anExpiredFileIsGoneAndNoDeadLinkIsHandedOut() {
        String path = api.post("/api/exports", "{\"format\":\"csv\"}").is(202).header("location");
        assertThat(api.get(path).is(200).bodyText()).doesNotContain("expiresAt");
        worker.work();
        Reply ready = api.get(path).is(200);
        Instant expiry = Instant.parse(ready.textAt("/expiresAt"));
        assertThat(expiry).isEqualTo(Instant.parse(ready.textAt("/readyAt")).plus(Duration.ofDays(90)));

        api.clock.move(Duration.between(api.clock.instant(), expiry).minusMillis(1));
        api.get(ready.textAt("/download")).is(303);
        int recorded = api.waiting().size();
        api.clock.move(Duration.ofMillis(1));
        for (String file : List.of("/download", "/proof")) {
            api.get(ready.textAt(file)).isRefused(410, "gone");
        }
        assertThat(api.waiting()).hasSize(recorded);
        assertThat(api.get(path).is(200).textAt("/expiresAt")).isEqualTo(ready.textAt("/expiresAt"));
        assertThat(((Json.Obj) api.get("/api/exports").data().getFirst()).get("expiresAt"))
                .isEqualTo(ready.at("/expiresAt"));
    }

    @Test
    void theFilterIsKept() {
        String query = "action=AUTH_LOGIN_*&severity=warning&actor=admin&resource=user&q=user-3"
                + "&start=2026-11-22&end=2026-11-22&tz=%2B01:00";

        Reply accepted = api.request("GET", "/api/audit/export?" + query)
                .header("prefer", "respond-async")
                .send()
                .is(202);

        assertThat(accepted.at("/filter"))
                .isEqualTo(Json.obj()
                        .put("from", "2026-11-21T23:00:00.000Z")
                        .put("to", "2026-11-22T23:00:00.000Z")
                        .put("action", Json.arr(Json.of("auth.login.failed"), Json.of("auth.login.success")))
                        .put("severity", Json.arr(Json.of("warning")))
                        .put("actor", "admin")
                        .put("resource", "user")
                        .put("q", "user-3")
                        .build());
        worker.work();
        assertThat(api.get(accepted.header("location")).at("/rows")).isEqualTo(Json.of(1));
    }

    @Test
    void theExplicitFormTakesTheSameFilter() {
        Reply accepted = api.post(
                        "/api/exports",
                        "{\"format\":\"csv\",\"filter\":{\"from\":\"2026-11-22T00:00:00+01:00\",\"action\":[\"AUTH_LOGOUT\","
                                + "\"auth.login.*\"],\"actorType\":\"user\"}}")
                .is(202);

        assertThat(accepted.at("/filter"))
                .isEqualTo(Json.obj()
                        .put("from", "2026-11-21T23:00:00.000Z")
                        .put("action", Json.arr(Json.of("auth.login.*"), Json.of("auth.logout")))
                        .put("actorType", "user")
                        .build());
        assertThat(accepted.header("location")).isEqualTo("/api/exports/" + accepted.textAt("/id"));
        api.post("/api/exports", "{\"format\":\"csv\"}").is(202);
    }

    @Test
    void exportsAreListedNewestFirst() {
        List<String> ids = new java.util.ArrayList<>();
        for (int i = 0; i < 5; i++) {
            api.clock.move(Duration.ofSeconds(1));
            String body = "{\"format\":\"csv\",\"filter\":{\"actor\":\"user-%d\"}}".formatted(i);
            ids.addFirst(api.post("/api/exports", body).textAt("/id"));
        }

        Reply page = api.get("/api/exports?limit=2").is(200);
        List<String> found = new java.util.ArrayList<>(ids(page));
        while (page.headers().containsKey("link")) {
            String link = page.header("link");
            page = api.get(link.substring(1, link.indexOf('>'))).is(200);
            found.addAll(ids(page));
        }

        assertThat(found).isEqualTo(ids);
        api.get("/api/exports?cursor=x").isRefused(400, "invalid_cursor", "/cursor");
        api.get("/api/exports?limit=501").isRefused(400, "invalid_parameter", "/limit");
    }

    @Test
    void aCopyForAnOutsiderShowsNothingOfWhatIsClosed() {
        api.meanwhile(worker::work);

        String csv = follow("/api/audit/export?closed=details&closed=client&closed=description&closed=details");

        assertThat(csv.lines().toList().getLast()).contains("\"closed\":[\"client\",\"description\",\"details\"]");
        assertThat(csv).contains("sd:").contains("user-3").doesNotContain("192.0.2.7");
        api.sequence();
        assertThat(api.get("/api/audit?action=audit.exported")
                        .is(200)
                        .data()
                        .getFirst()
                        .toString())
                .contains("closed", "client");
        Reply asked = api.post("/api/exports", "{\"format\":\"zip\",\"closed\":[\"trace\",\"time\"]}")
                .is(202);
        assertThat(asked.at("/closed")).isEqualTo(Json.arr(Json.of("time"), Json.of("trace")));
    }

    @Test
    void whoAsksAgainWhileTheChainStandsStillIsGivenTheSameExport() {
        Reply first = api.post("/api/exports", "{\"format\":\"csv\"}").is(202);
        api.clock.move(Duration.ofSeconds(5));
        Reply again = api.post("/api/exports", "{\"format\":\"csv\"}").is(202);

        assertThat(again.textAt("/id")).isEqualTo(first.textAt("/id"));
        assertThat(api.get("/api/exports").is(200).data()).hasSize(1);

        api.postEvent(TestApi.login("user-9")).is(202);
        assertThat(api.post("/api/exports", "{\"format\":\"csv\"}").is(202).textAt("/id"))
                .isNotEqualTo(first.textAt("/id"));
    }

    @Test
    void itIsSaidHowFarAnExportIs() {
        Reply asked = api.post("/api/exports", "{\"format\":\"csv\"}").is(202);
        assertThat(asked.at("/progress"))
                .isEqualTo(Json.obj()
                        .put("step", "rows")
                        .put("rows", 0)
                        .put("percent", 0)
                        .build());
        api.sequence();
        api.publish();

        worker.makeSome();

        Reply left = api.get(asked.header("location")).is(200);
        assertThat(left.textAt("/state")).isEqualTo("queued");
        assertThat(((Json.Num) left.at("/progress/rows")).value()).isPositive();
        assertThat(((Json.Num) left.at("/progress/percent")).value()).isBetween(1L, 99L);
        worker.make();
        Reply ready = api.get(asked.header("location")).is(200);
        assertThat(ready.textAt("/state")).isEqualTo("ready");
        assertThat(ready.bodyText()).doesNotContain("progress");
    }

    @Test
    void exportAndDownloadAreRecorded() {
        api.meanwhile(worker::work);
        follow("/api/audit/export");
        api.sequence();

        List<String> actions = api.get("/api/audit?resource=export&order=asc").data().stream()
                .map(entry -> Reply.text(((Json.Obj) entry).member("action")))
                .toList();
        assertThat(actions).containsExactly("audit.exported", "audit.export.downloaded");
    }

    @Test
    void whoDownloadsIsRecordedWithWhereFrom() {
        api.meanwhile(worker::work);
        follow("/api/audit/export");

        Event downloaded = api.waiting().getLast();
        assertThat(downloaded.actor().name()).isEqualTo("admin");
        assertThat(downloaded.client().ip()).isEqualTo("192.0.2.7");
        assertThat(downloaded.client().userAgent()).isEqualTo("test/1.0");
    }

    @Test
    void anUnknownFormatIsRefused() {
        api.get("/api/audit/export?format=xls").isRefused(400, "invalid_parameter", "/format");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start=2026-11-22T10:00:00 | /start",
                "end=soon | /end",
                "start=2026-11-23&end=2026-11-21 | /end",
                "tz=Nowhere | /tz",
                "action=no.such | /action",
                "severity=fatal | /severity",
                "q= | /q",
                "actor=a&actor=b | /actor",
                "closed=colour | /closed",
                "closed=actor | /closed",
                "closed=client&closed=details | /closed"
            })
    void aFilterThatIsNotAsDescribed(String query, String pointer) {
        api.get("/api/audit/export?" + query).isRefused(400, "invalid_parameter", pointer);
        assertThat(api.exportQueue.takeAll()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /format",
                "{'format':'xls'} | /format",
                "{'format':'csv','filter':[]} | /filter",
                "{'format':'csv','filter':{'from':'2026-11-22T10:00:00'}} | /filter/from",
                "{'format':'csv','filter':{'action':[]}} | /filter/action",
                "{'format':'csv','filter':{'action':['no.such']}} | /filter/action",
                "{'format':'csv','filter':{'severity':['fatal']}} | /filter/severity/0",
                "{'format':'csv','filter':{'q':''}} | /filter/q",
                "{'format':'csv','closed':[]} | /closed",
                "{'format':'csv','closed':['colour']} | /closed/0",
                "{'format':'csv','closed':['resource','details']} | /closed"
            },
            quoteCharacter = '~')
    void aRequestThatIsNotAsDescribed(String body, String pointer) {
        api.post("/api/exports", body.replace('\'', '"')).isRefused(400, "invalid_body", pointer);
        assertThat(api.exportQueue.takeAll()).isEmpty();
    }

    @Test
    void anUnknownMember() {
        api.post("/api/exports", "{\"format\":\"csv\",\"filter\":{\"colour\":\"red\"}}")
                .isRefused(400, "unknown_member", "/filter/colour");
    }

    @Test
    void anExportThatIsNotThere() {
        for (String id : List.of("0193a000-0000-7000-8000-000000000000", "nonsense")) {
            api.get("/api/exports/" + id).isRefused(404, "not_found");
            api.get("/api/exports/" + id + "/download").isRefused(404, "not_found");
            api.get("/api/exports/" + id + "/proof").isRefused(404, "not_found");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
    void exportsAreForAdminsAlone(Role role) {
        api.request("GET", "/api/audit/export").as(role).send().isRefused(403, "forbidden");
        api.request("POST", "/api/exports")
                .as(role)
                .body("{\"format\":\"csv\"}")
                .send()
                .isRefused(403, "forbidden");
        assertThat(api.exportQueue.takeAll()).isEmpty();
    }

    /** As {@code curl -L} does. */
    private String follow(String path) {
        Reply reply = api.get(path).is(303);
        while (reply.header("location").startsWith("/")) {
            reply = api.get(reply.header("location")).is(303);
        }
        return file(reply);
    }

    private String file(Reply seeOther) {
        return new String(
                api.evidence.follow(URI.create(seeOther.header("location"))).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static List<String> ids(Reply page) {
        return page.data().stream()
                .map(export -> Reply.text(((Json.Obj) export).member("id")))
                .toList();
    }
}
