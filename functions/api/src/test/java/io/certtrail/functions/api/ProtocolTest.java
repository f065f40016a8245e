package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private final TestApi api = new TestApi();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/",
                "/api/audit/",
                "/API/audit",
                "/api/audit/x/y",
                "//api/audit",
                "/health/",
                "/docs/"
            })
    void aPathThatLeadsNowhere(String path) {
        api.get(path).isRefused(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/audit | GET, HEAD",
                "POST | /api/audit | GET, HEAD",
                "GET | /api/audit/events | POST",
                "PUT | /api/exports | GET, HEAD, POST",
                "PUT | /api/tokens | GET, HEAD, POST",
                "HEAD | /api/audit/export | GET",
                "OPTIONS | /health | GET, HEAD"
            })
    void aMethodThatAPathDoesNotTake(String method, String path, String allowed) {
        Reply reply = api.request(method, path).send();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo(allowed);
    }

    @Test
    void headIsGetWithoutTheBody() {
        for (String path : new String[] {"/health", "/api/audit", "/api/audit/catalogue", "/openapi.json", "/docs"}) {
            Reply head = api.request("HEAD", path).send().is(200);
            assertThat(head.bodyText()).isEmpty();
            assertThat(head.header("content-type")).isEqualTo(api.get(path).header("content-type"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;q=0", "image/*", "application/json;q=0, */*", "*/*;q=0.0"})
    void aCallerWhoDoesNotTakeJson(String accept) {
        api.request("GET", "/api/audit").header("accept", accept).send().isRefused(406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/*",
                "application/json",
                "text/html,application/xml;q=0.9,*/*;q=0.8",
                "APPLICATION/JSON"
            })
    void aCallerWhoDoes(String accept) {
        api.request("GET", "/api/audit").header("accept", accept).send().is(200);
    }

    @Test
    void aBodyThatIsSaidToBeSomethingElse() {
        api.request("POST", "/api/audit/events")
                .body("{\"events\":[]}")
                .header("content-type", "application/x-www-form-urlencoded")
                .send()
                .isRefused(415, "unsupported_media_type");
        api.request("POST", "/api/audit/events")
                .body("{\"events\":[]}")
                .header("content-type", "Application/JSON; charset=utf-8")
                .send()
                .isRefused(400, "invalid_body");
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepABrowserSafe() {
        for (String path : new String[] {"/health", "/api/audit", "/nowhere", "/docs"}) {
            Reply reply = api.get(path);
            assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(reply.header("content-security-policy")).startsWith("default-src 'none'");
            assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(reply.header("cache-control")).isNotEmpty();
        }
    }

    @Test
    void whatNobodyForesawIsALineOfTheLogAndAProblem() {
        TestApi broken =
                new TestApi(ports -> withOutbox(ports, () -> new IllegalStateException("the\nworld \"ended\"")));

        Reply reply = broken.postEvent(TestApi.login("ada")).isRefused(500, "internal");

        assertThat(reply.bodyText()).doesNotContain("ended");
        assertThat(broken.logText().strip().lines()).hasSize(1);
        Json.Obj line = (Json.Obj) JsonReader.parse(broken.logText().strip().getBytes(StandardCharsets.UTF_8));
        assertThat(line.member("requestId")).isEqualTo(reply.at("/requestId"));
        assertThat(line.member("level")).isEqualTo(Json.of("error"));
        assertThat(line.member("path")).isEqualTo(Json.of("/api/audit/events"));
        assertThat(Reply.text(line.member("error"))).contains("world \"ended\"");
    }

    @Test
    void whatMayBeWellInAMomentSaysSo() {
        TestApi broken = new TestApi(ports ->
                withOutbox(ports, () -> new OutcomeUnknown("no answer", new IllegalStateException("timeout"))));

        Reply reply = broken.postEvent(TestApi.login("ada")).isRefused(503, "unavailable");

        assertThat(reply.header("retry-after")).isEqualTo("5");
    }

    /** Where nothing can be recorded. */
    static Ports withOutbox(Ports ports, java.util.function.Supplier<RuntimeException> failure) {
        return ChangedPorts.with(ports, Outbox.class, new FailingOutbox(failure));
    }

    private record FailingOutbox(java.util.function.Supplier<RuntimeException> failure) implements Outbox {
        @Override
        public void record(String tenant, java.util.List<io.certtrail.ledger.entry.Event> events) {
            throw failure.get();
        }

        @Override
        public Optional<java.time.Instant> oldest(String tenant) {
            return Optional.empty();
        }
    }
}
