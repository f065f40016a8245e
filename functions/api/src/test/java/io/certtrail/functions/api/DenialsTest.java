package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refusals are entries, a few of many. */
class DenialsTest {
    private static final String AUDIT = "/api/audit";

    private final TestApi api = new TestApi();

    @Test
    void whoLacksTheRightStandsInTheLedgerWithWhatItWanted() {
        api.request("GET", "/api/exports?limit=1").as(Role.VIEWER).send().isRefused(403, "forbidden");

        Event event = api.refusals().getFirst();
        assertThat(event.action()).isEqualTo("auth.access.denied");
        assertThat(event.actor().name()).isEqualTo("viewer");
        assertThat(event.client().ip()).isEqualTo("192.0.2.7");
        assertThat(event.resource().type()).isEqualTo("route");
        assertThat(event.details())
                .isEqualTo(Json.obj()
                        .put("method", "GET")
                        .put("path", "/api/exports")
                        .put("reason", "the role viewer")
                        .put("count", 1)
                        .build());
    }

    @Test
    void aBadCredentialIsToldOfByItsKindOfBadness() {
        String expired = api.newToken(Role.ADMIN, Optional.of(TestApi.START.plusSeconds(1)));
        Reply made = api.post("/api/tokens", "{\"name\":\"gone\",\"role\":\"viewer\"}")
                .is(201);
        api.request("DELETE", "/api/tokens/" + made.textAt("/id")).send().is(204);
        api.clock.move(Duration.ofSeconds(1));

        for (String token :
                List.of("nonsense", TokenText.fresh(api.random).value(), expired, made.textAt("/token"), "eyJ.e30.")) {
            api.request("GET", AUDIT).bearing(token).send().isRefused(401, "unauthenticated");
        }

        assertThat(denials())
                .extracting(event -> text(event, "reason"))
                .containsExactly(
                        "malformed credential", "unknown credential", "expired credential", "revoked credential");
        assertThat(denials())
                .extracting(event -> event.actor().name())
                .containsExactly("somebody unknown", "somebody unknown", "admin", "gone");
    }

    @Test
    void whoShowsNothingIsNotToldOf() {
        api.request("GET", AUDIT).anonymous().send().isRefused(401, "unauthenticated");
        api.request("GET", "/nothing/here").anonymous().send().isRefused(404, "not_found");

        assertThat(api.refusals()).isEmpty();
    }

    @Test
    void ofAFloodTheFirstIsToldAtOnceAndTheRestByTheMinute() {
        for (int i = 0; i < 500; i++) {
            refused();
        }
        assertThat(counts()).containsExactly(1L);

        api.clock.move(Duration.ofSeconds(60));
        refused();
        assertThat(counts()).containsExactly(1L, 499L);
        api.clock.move(Duration.ofSeconds(60));
        refused();
        assertThat(counts()).containsExactly(1L, 499L, 1L);
    }

    /** Everything that was refused is told, if somebody is refused afterwards. */
    @Test
    void theCountsAddUp() {
        int refusals = 0;
        for (int minute = 0; minute < 10; minute++) {
            for (int i = 0; i < 7; i++) {
                refused();
                refusals++;
            }
            api.clock.move(Duration.ofSeconds(31));
        }
        api.clock.move(Duration.ofSeconds(60));
        refused();
        api.clock.move(Duration.ofSeconds(60));
        api.request("GET", AUDIT).bearing("x").send().isRefused(401, "unauthenticated");
        refusals += 2;

        assertThat(counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(refusals);
    }

    @Test
    void noTextOfACredentialGetsIntoAnEntry() {
        String token = api.token(Role.ADMIN);
        String guess = TokenText.fresh(api.random).value();
        api.request("DELETE", "/api/tokens/" + token).as(Role.VIEWER).send().isRefused(403, "forbidden");
        api.request("GET", "/api/exports/" + guess).bearing(guess).send().isRefused(401, "unauthenticated");
        api.request("GET", "/api/exports/eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.AAAA")
                .as(Role.AGENT)
                .send()
                .isRefused(403, "forbidden");

        String all = api.refusals().toString();
        assertThat(all).contains("/api/tokens/ct_…", "/api/exports/ct_…", "/api/exports/ey…");
        assertThat(all).doesNotContain(token.substring(3), guess.substring(3), "eyJzdWIi");
    }

    @Test
    void whatCallersWriteCantForgeALine() {
        api.request("GET", "/api/exports/x\n{\"action\":\"forged\"}\u2028\u0000\u001b[31m")
                .as(Role.VIEWER)
                .header("user-agent", "a\r\nb")
                .send()
                .isRefused(403, "forbidden");
        api.request("GET", "/api/exports/" + "é".repeat(5000))
                .as(Role.AGENT)
                .send()
                .isRefused(403, "forbidden");

        for (Event event : denials()) {
            assertThat(text(event, "path").chars()).allMatch(c -> c >= 0x20 && c != 0x2028 && c != 0x7F);
            assertThat(text(event, "path")).hasSizeLessThanOrEqualTo(500);
            assertThat(event.description()).doesNotContain("\n", "\u001b");
        }
        assertThat(denials()).hasSize(2);
        assertThat(text(denials().getFirst(), "path")).contains("x\uFFFD{", "\uFFFD[31m");
        api.sequence();
        assertThat(api.refusals()).as("the chain took them").isEmpty();
    }

    @Test
    void eventsThatAreRefusedAreToldOfAsTheTokens() {
        api.request("POST", "/api/audit/events")
                .as(Role.INGEST)
                .body("{\"events\":[{\"action\":\"no.such\",\"resource\":{\"type\":\"t\",\"id\":\"i\"}}]}")
                .send()
                .isRefused(422, "unknown_action");
        api.request("POST", "/api/audit/events")
                .as(Role.INGEST)
                .body("{")
                .send()
                .isRefused(400, "invalid_json");

        assertThat(api.refusals()).extracting(Event::action).containsOnly("audit.ingest.rejected");
        assertThat(api.refusals())
                .extracting(event -> text(event, "reason"))
                .containsExactly("unknown_action", "invalid_json");
        assertThat(api.refusals().getFirst().resource().name()).isEqualTo("ingest");
    }

    /** A refusal is answered whatever becomes of its entry. */
    @Test
    void aStoreThatIsAwayChangesNoAnswer() {
        TestApi broken = new TestApi(ports -> ProtocolTest.withOutbox(ports, () -> new IllegalStateException("away")));

        broken.request("GET", "/api/exports").as(Role.VIEWER).send().isRefused(403, "forbidden");
        broken.request("GET", AUDIT).bearing("x").send().isRefused(401, "unauthenticated");

        assertThat(broken.logText()).contains("a refusal could not be recorded").doesNotContain("Bearer");
    }

    private void refused() {
        api.request("GET", "/api/exports").as(Role.VIEWER).send().isRefused(403, "forbidden");
    }

    private List<Event> denials() {
        return api.refusals().stream()
                .filter(event -> event.action().equals("auth.access.denied"))
                .toList();
    }

    private List<Long> counts() {
        return denials().stream()
                .map(event -> ((Json.Num) event.details().member("count")).value())
                .toList();
    }

    private static String text(Event event, String name) {
        assertThat(LedgerTime.isExact(event.occurred())).isTrue();
        return ((Json.Str) event.details().member(name)).value();
    }
}
