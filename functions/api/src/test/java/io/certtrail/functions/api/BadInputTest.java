package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.ids.DerivedId;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is refused with a 4xx problem that points to what is wrong, and nothing of its request is recorded. */
class BadInputTest {
    private static final String EVENTS = "/api/audit/events";
    private static final Json.Obj GOOD = TestApi.login("ada");

    private final TestApi api = new TestApi();

    @AfterEach
    void nothingWasRecordedAndNothingWentWrong() {
        assertThat(api.waiting()).isEmpty();
        assertThat(api.logText()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"events\":[}",
                "{\"events\":[]} {}",
                "{'events':[]}",
                "{\"events\":[],}",
                "{\"events\":[NaN]}",
                "{\"events\":[01]}",
                "\uFEFF{\"events\":[]}",
                "{\"events\":[\"\u0000\"]}",
                "// comment"
            })
    void whatIsNotJson(String body) {
        assertThat(api.post(EVENTS, body).isRefused(400, "invalid_json").pointers())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "null | ''",
                "[] | ''",
                "\"events\" | ''",
                "{} | /events",
                "{\"events\":null} | /events",
                "{\"events\":{}} | /events",
                "{\"events\":[]} | /events",
                "{\"events\":[null]} | /events/0",
                "{\"events\":[[]]} | /events/0",
                "{\"events\":[{}]} | /events/0/action"
            })
    void aBodyOfAnotherForm(String body, String pointer) {
        api.post(EVENTS, body).isRefused(400, "invalid_body", pointer.equals("''") ? "" : pointer);
    }

    @Test
    void aDuplicateMember() {
        api.post(EVENTS, "{\"events\":[{\"action\":\"auth.logout\",\"action\":\"auth.logout\"}]}")
                .isRefused(400, "invalid_json", "/events/0/action");
        postDetails("{\"a\":{\"b/c\":1,\"b/c\":2}}").isRefused(400, "invalid_json", "/events/0/details/a/b~1c");
    }

    @Test
    void aLoneSurrogate() {
        postDetails("{\"a\":\"\\ud800\"}").isRefused(400, "invalid_json", "/events/0/details/a");
        postDetails("{\"a\":\"\\udc00\\ud800\"}").isRefused(400, "invalid_json", "/events/0/details/a");
    }

    @Test
    void aNameWithALoneSurrogate() {
        assertThat(postDetails("{\"\\ud800\":1}").isRefused(400, "invalid_json").pointers())
                .first()
                .asString()
                .startsWith("/events/0/details");
    }

    @Test
    void bytesThatAreNotUtf8() {
        byte[] body = Jcs.bytes(events(GOOD));
        body[body.length / 2] = (byte) 0xFF;

        api.request("POST", EVENTS).bytes(body).send().isRefused(400, "invalid_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "-9007199254740992",
                "1e3",
                "1.0",
                "0.5",
                "-0",
                "123456789012345678901234567890"
            })
    void aNumberThatNoReaderTakesExactly(String number) {
        postDetails("{\"n\":" + number + "}").isRefused(400, "invalid_json", "/events/0/details/n");
    }

    @Test
    void detailsNestedTooDeep() {
        postDetails("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}")
                .isRefused(422, "invalid_event", "/events/0/details");
        assertThat(postDetails("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}")
                        .isRefused(400, "invalid_json")
                        .pointers())
                .first()
                .asString()
                .startsWith("/events/0/details/a/0");
    }

    @ParameterizedTest
    @CsvSource({
        "id,17",
        "id,null",
        "occurred,1700000000",
        "action,7",
        "actor,\"ada\"",
        "client,[]",
        "resource,\"user\"",
        "description,{}",
        "description,\"\"",
        "details,[]",
        "details,null",
        "trace,0"
    })
    void aMemberOfTheWrongType(String member, String value) {
        Json.Obj event = TestApi.with(
                GOOD, member, io.certtrail.ledger.json.JsonReader.parse(value.getBytes(StandardCharsets.UTF_8)));

        post(event).isRefused(400, "invalid_body", "/events/0/" + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"severity", "time", "seq", "seed", "Id", "actor_id"})
    void aMemberThatIsNotTheCallersToGive(String member) {
        post(TestApi.with(GOOD, member, Json.of("info"))).isRefused(400, "unknown_member", "/events/0/" + member);
    }

    @Test
    void anUnknownMemberWhereverItStands() {
        Json.Obj resource = Json.obj()
                .put("type", "user")
                .put("id", "u")
                .put("colour", "red")
                .build();

        post(TestApi.with(GOOD, "resource", resource)).isRefused(400, "unknown_member", "/events/0/resource/colour");
        api.post(EVENTS, TestApi.with(events(GOOD), "more", Json.NULL)).isRefused(400, "unknown_member", "/more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user.exploded", "custom", "custom.", "Custom.x", "custom.a b", "user.deleted ", "USER.DELETED"})
    void anActionThatIsNotInTheCatalogue(String action) {
        post(TestApi.with(GOOD, "action", Json.of(action))).isRefused(422, "unknown_action", "/events/0/action");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger.opened", "LEDGER_HEARTBEAT", "audit.exported"})
    void anActionThatTheLedgerAloneRecords(String action) {
        post(TestApi.with(GOOD, "action", Json.of(action))).isRefused(422, "invalid_event", "/events/0/action");
    }

    @Test
    void missingDetails() {
        post(TestApi.without(GOOD, "details"))
                .isRefused(
                        422,
                        "invalid_event",
                        "/events/0/details/username",
                        "/events/0/details/ip",
                        "/events/0/details/reason");
    }

    @Test
    void detailsOfTheWrongType() {
        postDetails("{\"username\":7,\"ip\":null,\"reason\":[\"x\"]}")
                .isRefused(
                        422,
                        "invalid_event",
                        "/events/0/details/username",
                        "/events/0/details/ip",
                        "/events/0/details/reason");
    }

    @Test
    void aResourceThatDoesNotFitTheAction() {
        Json.Obj resource = Json.obj().put("type", "secret").put("id", "s").build();

        post(TestApi.with(GOOD, "resource", resource)).isRefused(422, "invalid_event", "/events/0/resource/type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10:00:00",
                "2026-11-22T10:00:00.000",
                "2026-11-22",
                "2026-13-01T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "yesterday",
                "1700000000"
            })
    void aTimeWithoutAZoneOrThatIsNone(String time) {
        post(TestApi.with(GOOD, "occurred", Json.of(time))).isRefused(422, "invalid_event", "/events/0/occurred");
    }

    @Test
    void anIdThatIsNoUuid() {
        post(TestApi.with(GOOD, "id", Json.of("x".repeat(36)))).isRefused(422, "invalid_event", "/events/0/id");
        String ofTheLedger = DerivedId.of("certtrail.test/default/1", "ledger.heartbeat", "2026-11-22")
                .toString();
        post(TestApi.with(GOOD, "id", Json.of(ofTheLedger))).isRefused(422, "invalid_event", "/events/0/id");
        String ofARun = new RunIds(api.clock, api.random).next().toString();
        post(TestApi.with(GOOD, "id", Json.of(ofARun))).isRefused(422, "invalid_event", "/events/0/id");
        post(TestApi.with(GOOD, "id", Json.of(ofARun.substring(0, 34) + "05")))
                .isRefused(422, "invalid_event", "/events/0/id");
        post(TestApi.with(GOOD, "id", Json.of("0193a000"))).isRefused(400, "invalid_body", "/events/0/id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\u001b", "\\u007f", "\\u0085", "\\u2028", "\\u2029"})
    void aControlCharacterOutsideTheDetails(String escape) {
        String event =
                Jcs.text(TestApi.with(GOOD, "description", Json.of("?"))).replace("\"?\"", "\"a" + escape + "b\"");

        api.post(EVENTS, "{\"events\":[" + event + "]}").isRefused(422, "invalid_event", "/events/0/description");
    }

    @Test
    void aControlCharacterInEveryOtherPlace() {
        for (String member : new String[] {"type", "id", "name"}) {
            Json.Obj resource = Json.obj()
                    .put("type", "user")
                    .put("id", "u")
                    .put("name", "n")
                    .build();
            post(TestApi.with(GOOD, "resource", TestApi.with(resource, member, Json.of("a\tb"))))
                    .isRefused(422, "invalid_event", "/events/0/resource/" + member);
        }
        Json.Obj actor = Json.obj()
                .put("type", "user")
                .put("id", "u")
                .put("name", "a\rb")
                .build();
        post(TestApi.with(GOOD, "actor", actor)).isRefused(422, "invalid_event", "/events/0/actor/name");
        Json.Obj client = Json.obj().put("userAgent", "a\u2028b").build();
        post(TestApi.with(GOOD, "client", client)).isRefused(422, "invalid_event", "/events/0/client/userAgent");
        post(TestApi.with(GOOD, "trace", Json.of("\u0007"))).isRefused(422, "invalid_event", "/events/0/trace");
    }

    @Test
    void detailsThatPointElsewhere() {
        postDetails("{\"$object\":{\"key\":\"k\",\"sha256\":\"00\",\"size\":1}}")
                .isRefused(422, "invalid_event", "/events/0/details/$object");
    }

    @Test
    void anEntryOfMoreThan64KiB() {
        int room = EntryLimits.MAX_ENTRY_BYTES - bytes(padded(0));
        post(padded(room)).is(202);
        api.sequence();

        post(padded(room + 1)).isRefused(422, "invalid_event", "/events/0");
        post(padded(400 * 1024)).isRefused(422, "invalid_event", "/events/0");
    }

    @Test
    void oneOversizedEventRefusesThoseBesideIt() {
        api.post(EVENTS, events(GOOD, padded(70_000), GOOD)).isRefused(422, "invalid_event", "/events/1");
    }

    @Test
    void aBodyOfMoreThanOneMegabyte() {
        String body = "{\"events\":[]}";
        String padded = body + " ".repeat((1 << 20) - body.length());

        api.post(EVENTS, padded).isRefused(400, "invalid_body", "/events");
        api.post(EVENTS, padded + " ").isRefused(413, "body_too_large");
    }

    @Test
    void manyLargeEventsFitOneRequest() {
        Json[] large = new Json[15];
        for (int i = 0; i < large.length; i++) {
            large[i] = padded(60_000);
        }

        api.post(EVENTS, events(large)).is(202);

        assertThat(api.waiting()).hasSize(15);
        api.sequence();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Json.Obj unknown = TestApi.with(GOOD, "action", Json.of("no.such"));
        Json.Obj timeless = TestApi.with(GOOD, "occurred", Json.of("2026-11-22T10:00:00"));

        api.post(EVENTS, events(GOOD, unknown, timeless))
                .isRefused(422, "unknown_action", "/events/1/action", "/events/2/occurred");
    }

    private static Json.Obj padded(int length) {
        Json.Obj details = (Json.Obj) GOOD.member("details");
        return TestApi.with(GOOD, "details", TestApi.with(details, "padding", Json.of("x".repeat(length))));
    }

    /** The size of the entry that the event becomes. */
    private int bytes(Json.Obj event) {
        post(event).is(202);
        Event recorded = api.waiting().getFirst();
        api.sequence();
        return EntryLimits.bytes(recorded);
    }

    private Reply post(Json.Obj event) {
        return api.postEvent(event);
    }

    private Reply postDetails(String details) {
        String event = Jcs.text(TestApi.without(GOOD, "details"));
        return api.post(
                EVENTS, "{\"events\":[" + event.substring(0, event.length() - 1) + ",\"details\":" + details + "}]}");
    }

    private static Json.Obj events(Json... events) {
        return Json.obj().put("events", Json.arr(events)).build();
    }
}
