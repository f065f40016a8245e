package io.certtrail.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final Actor ALICE = new Actor(Actor.Type.USER, "u-1", "alice");
    private static final UUID ID = UUID.fromString("0193a000-0000-7000-8000-91d9f9b439fc");

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void holdsWhatTheTableOfEventsSaysAndNothingElse() throws IOException {
        Map<String, EventsTable.Row> held = new LinkedHashMap<>();
        for (ActionDefinition definition : catalogue.actions()) {
            held.put(
                    definition.action(),
                    new EventsTable.Row(
                            definition.severity().text(),
                            String.valueOf(definition.resourceType()),
                            definition.details().stream().map(DetailField::name).toList()));
        }

        assertThat(held).containsExactlyEntriesOf(EventsTable.read());
    }

    @Test
    void findsAnActionByEitherSpelling() {
        assertThat(catalogue.find("renewal.completed")).isPresent().isEqualTo(catalogue.find("RENEWAL_COMPLETED"));
        assertThat(catalogue.find("job.retry_scheduled")).isEqualTo(catalogue.find("JOB_RETRY_SCHEDULED"));
        assertThat(catalogue.find("Renewal.Completed")).isEmpty();
        assertThat(catalogue.find("RENEWAL.COMPLETED")).isEmpty();
    }

    @Test
    void aCustomActionIsFreeAndOfInfo() {
        ActionDefinition custom = catalogue.find("custom.aws.iam.CreateUser").orElseThrow();

        assertThat(custom.severity()).isEqualTo(Severity.INFO);
        assertThat(custom.violations(new Resource("anything", "x", null), Json.Obj.EMPTY))
                .isEmpty();
        assertThat(catalogue.find("custom")).isEmpty();
        assertThat(catalogue.find("custom.")).isEmpty();
        assertThat(catalogue.find("custom..x")).isEmpty();
        assertThat(catalogue.find("custom.a b")).isEmpty();
        assertThat(catalogue.find("customer.created")).isEmpty();
        assertThat(catalogue.find("custom." + "x".repeat(200))).isEmpty();
    }

    @Test
    void onlyTheLedgerRecordsWhatIsAboutTheLedger() {
        assertThat(catalogue.find("ledger.opened").orElseThrow().internal()).isTrue();
        assertThat(catalogue.find("audit.exported").orElseThrow().internal()).isTrue();
        assertThat(catalogue.find("auth.logout").orElseThrow().internal()).isFalse();
    }

    @Test
    void saysWhichDetailsAreMissingOrOfAnotherType() {
        ActionDefinition locked = catalogue.find("auth.account.locked").orElseThrow();
        Json.Obj details = Json.obj().put("attempts", "five").build();

        assertThat(locked.violations(new Resource("session", "s", null), details))
                .extracting(Violation::pointer)
                .containsExactly("/resource/type", "/details/username", "/details/attempts");
        assertThat(locked.violations(new Resource("user", "u", null), details))
                .last()
                .isEqualTo(new Violation("/details/attempts", "expected an integer, found \"five\""));
    }

    @Test
    void aTimeIsOneWithAZone() {
        ActionDefinition expired = catalogue.find("certificate.expired").orElseThrow();
        Resource certificate = new Resource("certificate", "c", null);

        assertThat(expired.violations(certificate, details("notAfter", "2026-11-22T10:00:00+01:00")))
                .isEmpty();
        assertThat(expired.violations(certificate, details("notAfter", "2026-11-22T10:00:00")))
                .hasSize(1);
        assertThat(expired.violations(certificate, details("notAfter", "2026-02-30T10:00:00Z")))
                .hasSize(1);
    }

    @Test
    void changesAreAListOfFieldOldAndNew() {
        ActionDefinition updated = catalogue.find("user.updated").orElseThrow();
        Json.Obj change = Json.obj()
                .put("field", "role")
                .put("old", Json.NULL)
                .put("new", "admin")
                .build();
        Json.Obj good = Json.obj()
                .put("changes", Json.arr(change))
                .put("modifiedBy", "alice")
                .build();
        Json.Obj bad = Json.obj()
                .put("changes", Json.arr(Json.of("role")))
                .put("modifiedBy", "alice")
                .build();

        assertThat(updated.violations(new Resource("user", "u", null), good)).isEmpty();
        assertThat(updated.violations(new Resource("user", "u", null), bad)).hasSize(1);
    }

    @Test
    void anEventOfTheSystemIsDescribedAndCleaned() {
        Event event = catalogue.event(
                ID,
                NOW,
                "AUTH_LOGIN_FAILED",
                new Actor(Actor.Type.USER, "u-1", "ali\nce"),
                new Client("192.0.2.1", ""),
                new Resource("user", "u-1", null),
                Json.obj()
                        .put("username", "ali\u2028ce")
                        .put("ip", "192.0.2.1")
                        .put("reason", "wrong password")
                        .build(),
                "request-1");

        assertThat(event.action()).isEqualTo("auth.login.failed");
        assertThat(event.severity()).isEqualTo(Severity.WARNING);
        assertThat(event.occurred()).isEqualTo(Instant.parse("2026-11-22T10:00:00.123Z"));
        assertThat(event.actor().name()).isEqualTo("ali\uFFFDce");
        assertThat(event.client().userAgent()).isNull();
        assertThat(event.description()).isEqualTo("ali\uFFFDce failed to sign in from 192.0.2.1: wrong password");
    }

    @Test
    void anEventOfTheSystemThatDoesNotFitIsAMistake() {
        assertThatThrownBy(() -> catalogue.event(
                        ID,
                        NOW,
                        "auth.logout",
                        ALICE,
                        Client.NONE,
                        new Resource("user", "u-1", null),
                        Json.Obj.EMPTY,
                        ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/details/username");
    }

    private static Json.Obj details(String name, String value) {
        return Json.obj().put(name, value).build();
    }
}
