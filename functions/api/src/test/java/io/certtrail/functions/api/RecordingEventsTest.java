package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordingEventsTest {
    private static final String ID = "0193a000-0000-4000-8000-91d9f9b439fc";

    private final TestApi api = new TestApi();

    @Test
    void anEventIsDurableWhenItIsAccepted() {
        Reply reply = api.postEvent(TestApi.login("ada")).is(202);

        Event event = api.waiting().getFirst();
        assertThat(reply.textAt("/ids/0")).isEqualTo(event.id().toString());
        assertThat(event.id().version()).isEqualTo(8);
        assertThat(event.occurred()).isEqualTo(TestApi.START);
        assertThat(event.action()).isEqualTo("auth.login.failed");
        assertThat(event.severity()).isEqualTo(Severity.WARNING);
        assertThat(event.actor().name()).isEqualTo("admin");
        assertThat(event.client()).isEqualTo(Client.NONE);
        assertThat(event.description()).isEqualTo("ada failed to sign in from 192.0.2.1: wrong password");
        assertThat(event.trace()).isEmpty();
    }

    @Test
    void everythingThatIsGivenIsKept() {
        Json.Obj given = Json.obj()
                .put("id", ID.toUpperCase(java.util.Locale.ROOT))
                .put("occurred", "2023-07-10T12:00:00.123456+02:00")
                .put("action", "USER_DELETED")
                .put(
                        "actor",
                        Json.obj()
                                .put("type", "agent")
                                .put("id", "a-1")
                                .put("name", "Agent Smith")
                                .build())
                .put(
                        "client",
                        Json.obj()
                                .put("ip", "192.0.2.9")
                                .put("userAgent", "x/1")
                                .build())
                .put(
                        "resource",
                        Json.obj()
                                .put("type", "user")
                                .put("id", "u-2")
                                .put("name", "Bob")
                                .build())
                .put("description", "Bob is gone")
                .put(
                        "details",
                        Json.obj()
                                .put("username", "bob")
                                .put("deletedBy", "smith")
                                .put("more", Json.arr(Json.of(1), Json.NULL))
                                .build())
                .put("trace", "job-7")
                .build();

        api.postEvent(given).is(202);

        Event event = api.waiting().getFirst();
        assertThat(event)
                .isEqualTo(new Event(
                        UUID.fromString(ID),
                        Instant.parse("2023-07-10T10:00:00.123Z"),
                        "user.deleted",
                        Severity.WARNING,
                        new Actor(Actor.Type.AGENT, "a-1", "Agent Smith"),
                        new Client("192.0.2.9", "x/1"),
                        new Resource("user", "u-2", "Bob"),
                        "Bob is gone",
                        (Json.Obj) given.member("details"),
                        "job-7"));
    }

    @Test
    void aRepetitionIsAcceptedAndLoggedOnce() {
        Json.Obj event = TestApi.with(TestApi.login("ada"), "id", Json.of(ID));
        api.postEvent(event).is(202);
        api.sequence();
        api.clock.move(Duration.ofHours(1));

        Reply again = api.postEvent(event).is(202);

        assertThat(again.textAt("/ids/0")).isEqualTo(ID);
        assertThat(api.waiting()).isEmpty();
    }

    @Test
    void theSameIdForAnotherEventIsAConflict() {
        api.postEvent(TestApi.with(TestApi.login("ada"), "id", Json.of(ID))).is(202);
        api.sequence();

        api.postEvent(TestApi.with(TestApi.login("bob"), "id", Json.of(ID)))
                .isRefused(409, "id_conflict", "/events/0/id");

        assertThat(api.waiting()).isEmpty();
    }

    @Test
    void aConflictRefusesTheWholeRequest() {
        api.postEvent(TestApi.with(TestApi.login("ada"), "id", Json.of(ID))).is(202);
        api.sequence();

        post(TestApi.login("carol"), TestApi.with(TestApi.login("bob"), "id", Json.of(ID)))
                .isRefused(409, "id_conflict", "/events/1/id");

        assertThat(api.waiting()).isEmpty();
    }

    @Test
    void anotherCallersRepetitionIsAnotherEvent() {
        Json.Obj event = TestApi.with(TestApi.login("ada"), "id", Json.of(ID));
        api.postEvent(event).is(202);
        api.sequence();

        api.request("POST", "/api/audit/events")
                .as(Role.INGEST)
                .body(io.certtrail.ledger.json.Jcs.text(
                        Json.obj().put("events", Json.arr(event)).build()))
                .send()
                .isRefused(409, "id_conflict", "/events/0/id");
    }

    @Test
    void theSameIdTwiceInARequestIsRefused() {
        Json.Obj event = TestApi.with(TestApi.login("ada"), "id", Json.of(ID));

        post(event, event).isRefused(422, "invalid_event", "/events/1/id");

        assertThat(api.waiting()).isEmpty();
    }

    @Test
    void aHundredEventsAreTakenAndOneMoreIsNot() {
        List<Json> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(TestApi.login("user-" + i));
        }
        post(events.toArray(Json[]::new)).is(202);
        assertThat(api.waiting()).hasSize(100);

        events.add(TestApi.login("one more"));
        post(events.toArray(Json[]::new)).isRefused(400, "invalid_body", "/events");
        post().isRefused(400, "invalid_body", "/events");
        assertThat(api.waiting()).hasSize(100);
    }

    @Test
    void theDoorClosesWhenTheChainIsTenMinutesBehind() {
        api.postEvent(TestApi.login("ada")).is(202);
        api.clock.move(Duration.ofMinutes(10));
        api.postEvent(TestApi.login("bob")).is(202);
        api.clock.move(Duration.ofMinutes(1));

        Reply refused = api.postEvent(TestApi.login("carol")).isRefused(429, "outbox_behind");

        assertThat(refused.header("retry-after")).isEqualTo("60");
        assertThat(api.waiting()).hasSize(2);
        api.sequence();
        api.clock.move(Duration.ofMinutes(1));
        api.postEvent(TestApi.login("carol")).is(202);
    }

    @Test
    void customActionsAreFree() {
        Json.Obj event = Json.obj()
                .put("action", "custom.aws.iam.CreateUser")
                .put(
                        "resource",
                        Json.obj()
                                .put("type", "AWS::IAM::User")
                                .put("id", "arn:aws:iam::1:user/x")
                                .build())
                .build();

        api.postEvent(event).is(202);

        assertThat(api.waiting().getFirst().severity()).isEqualTo(Severity.INFO);
    }

    private Reply post(Json... events) {
        return api.post(
                "/api/audit/events", Json.obj().put("events", Json.arr(events)).build());
    }
}
