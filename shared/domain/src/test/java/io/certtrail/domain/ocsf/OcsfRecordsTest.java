package io.certtrail.domain.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.catalogue.ActionDefinition;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcsfRecordsTest {
    private static final long SEED = Long.getLong("certtrail.seed", System.nanoTime());
    private static final int ROUNDS = 20;
    private static final OcsfSchema SCHEMA = new OcsfSchema();
    private static final Origin ORIGIN = new Origin("certtrail.test", "default", 1);
    private static final Instant OCCURRED = Instant.parse("2026-11-22T10:00:00.123Z");

    private final Catalogue catalogue = Catalogue.load();
    private final OcsfMapping mapping = OcsfMapping.load();
    private final OcsfRecords records = new OcsfRecords(mapping, "0.1.0");

    @Test
    void everyActionOfTheCatalogueHasALineAndNoOther() {
        assertThat(mapping.actions())
                .containsExactlyInAnyOrderElementsOf(catalogue.actions().stream()
                        .map(ActionDefinition::action)
                        .toList());
    }

    @Test
    void everyClassOfTheSchemaThatIsHereIsUsed() {
        assertThat(mapping.actions().stream()
                        .map(action -> (long) mapping.of(action).type().uid())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(SCHEMA.classes());
    }

    @Test
    void theMappingIsOfTheVersionOfTheSchema() {
        assertThat(mapping.version()).isEqualTo(OcsfSchema.version()).isEqualTo("1.8.0");
    }

    @Test
    void everyRecordIsAsThePublishedSchemaSays() {
        System.out.println("OcsfRecordsTest: -Dcerttrail.seed=" + SEED);
        SampleEntries samples = new SampleEntries(catalogue, new Random(SEED));
        List<ActionDefinition> actions = new ArrayList<>(catalogue.actions());
        actions.add(catalogue.find("custom.aws.iam.CreateUser").orElseThrow());
        for (int i = 0; i < ROUNDS; i++) {
            for (ActionDefinition action : actions) {
                LoggedEntry logged = samples.of(action);
                Json.Obj record = records.of(ORIGIN, logged);
                assertThat(OcsfCheck.violations(SCHEMA, record))
                        .as("%s, seed %d: %s", action.action(), SEED, record)
                        .isEmpty();
                assertNothingIsLost(logged, record);
            }
        }
    }

    /** For a validator that others wrote, a record a line. */
    @Test
    void recordsOfEveryActionAreLeftForOtherValidators() throws IOException {
        SampleEntries samples = new SampleEntries(catalogue, new Random(SEED));
        List<String> lines = catalogue.actions().stream()
                .map(action -> Jcs.text(records.of(ORIGIN, samples.of(action))))
                .toList();
        Files.write(Path.of("target", "ocsf.jsonl"), lines);
        assertThat(lines).hasSize(mapping.actions().size());
    }

    private static void assertNothingIsLost(LoggedEntry logged, Json.Obj record) {
        Json.Obj entry = EntryJson.of(logged.entry());
        assertThat(at(record, "metadata.uid")).isEqualTo(entry.member("id"));
        assertThat(at(record, "metadata.sequence"))
                .isEqualTo(at(record, "unmapped.seq"))
                .isEqualTo(Json.of(logged.seq()));
        assertThat(at(record, "metadata.event_code")).isEqualTo(entry.member("action"));
        assertThat(at(record, "metadata.logged_time"))
                .isEqualTo(Json.of(logged.entry().time().toEpochMilli()));
        assertThat(at(record, "time"))
                .isEqualTo(Json.of(logged.entry().occurred().toEpochMilli()));
        assertThat(at(record, "message")).isEqualTo(entry.member("description"));
        assertThat(at(record, "actor.user.uid")).isEqualTo(at(entry, "actor.id"));
        assertThat(textOrEmpty(at(record, "actor.user.name"))).isEqualTo(textOrEmpty(at(entry, "actor.name")));
        assertThat(at(record, "unmapped.actor_type")).isEqualTo(at(entry, "actor.type"));
        assertThat(at(record, "unmapped.severity")).isEqualTo(entry.member("severity"));
        assertThat(at(record, "unmapped.resource")).isEqualTo(entry.member("resource"));
        assertThat(at(record, "unmapped.details")).isEqualTo(entry.member("details"));
        Json client = at(record, "unmapped.client");
        assertThat(client == null ? Json.Obj.EMPTY : client).isEqualTo(entry.member("client"));
        assertThat(textOrEmpty(at(record, "metadata.correlation_uid"))).isEqualTo(textOrEmpty(at(entry, "trace")));
    }

    private static String textOrEmpty(@Nullable Json value) {
        return value == null ? "" : OcsfSchema.text(value);
    }

    private static @Nullable Json at(Json.Obj object, String path) {
        Json value = object;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Json.Obj inner ? inner.get(name) : null;
        }
        return value;
    }

    @Test
    void aFailedLogin() {
        Json.Obj record = records.of(ORIGIN, failedLogin("192.0.2.1"));

        assertThat(record).isEqualTo(json("""
                {"category_uid": 3, "category_name": "Identity & Access Management",
                 "class_uid": 3002, "class_name": "Authentication",
                 "activity_id": 1, "activity_name": "Logon", "type_uid": 300201, "type_name": "Authentication: Logon",
                 "severity_id": 3, "severity": "Medium", "status_id": 2, "status": "Failure",
                 "time": 1795341600123,
                 "message": "ada failed to sign in from 192.0.2.1: wrong password",
                 "metadata": {"version": "1.8.0",
                  "product": {"name": "CertTrail", "vendor_name": "CertTrail", "version": "0.1.0"},
                  "uid": "0193a000-0000-7000-8000-91d9f9b439fc", "sequence": 41, "event_code": "auth.login.failed",
                  "logged_time": 1795341601123, "log_name": "certtrail.test/default/1", "tenant_uid": "default",
                  "correlation_uid": "request-1"},
                 "actor": {"user": {"uid": "u-1", "name": "ada", "type_id": 1, "type": "User"}},
                 "src_endpoint": {"ip": "192.0.2.1"},
                 "http_request": {"user_agent": "curl/8"},
                 "user": {"name": "ada", "uid": "u-1"},
                 "service": {"name": "CertTrail"},
                 "observables": [
                  {"name": "src_endpoint.ip", "type_id": 2, "type": "IP Address", "value": "192.0.2.1"},
                  {"name": "actor.user.name", "type_id": 4, "type": "User Name", "value": "ada"}],
                 "unmapped": {"seq": 41, "severity": "warning", "actor_type": "user",
                  "resource": {"type": "user", "id": "u-1"},
                  "details": {"username": "ada", "ip": "192.0.2.1", "reason": "wrong password"},
                  "client": {"ip": "192.0.2.1", "userAgent": "curl/8"}}}
                """));
    }

    /** What is no address stays where it says nothing about its form. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, true",
        "2001:db8::1, true",
        "::ffff:192.0.2.7, true",
        "127.1, false",
        "192.0.2.256, false",
        "192.0.2.1:443, false",
        "fe80::1%eth0, false",
        "example.com, false",
        "1::2::3, false"
    })
    void anEndpointHasAnAddressOnlyIfItIsOne(String ip, boolean address) {
        Json.Obj record = records.of(ORIGIN, failedLogin(ip));

        assertThat(at(record, "src_endpoint.ip")).isEqualTo(address ? Json.of(ip) : null);
        assertThat(at(record, "unmapped.client.ip")).isEqualTo(Json.of(ip));
    }

    @Test
    void anActionWithoutALineIsABaseEvent() {
        OcsfAction unknown = mapping.of("of.another.version");

        assertThat(unknown.typeUid()).isEqualTo(99);
        assertThat(unknown).isEqualTo(mapping.of("custom.anything"));
    }

    /** The check that the other tests stand on sees what it is there for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status_id | 7 | status_id",
                "status | 'Success' | status_id",
                "activity_id | 3 | activity_id",
                "type_uid | 300202 | type_uid",
                "category_uid | 6 | category_uid",
                "class_name | 'Logon' | class_name",
                "severity_id | 'high' | severity_id",
                "time | 'now' | time",
                "colour | 'red' | colour",
                "device | {} | device",
                "user | {} | user",
                "user | {'name':1} | user.name",
                "user | {'name':'a','credential_uid':'b'} | user.credential_uid",
                "actor | {} | actor",
                "service | | ",
                "metadata | | ",
                "src_endpoint | {'ip':'nowhere'} | src_endpoint.ip",
                "src_endpoint | {'port':'x','ip':'192.0.2.1'} | src_endpoint.port",
                "observables | {} | observables",
                "observables | [{'type_id':2,'type':'Address'}] | observables[].type_id"
            })
    void aRecordThatIsNotAsTheSchemaSays(String name, @Nullable String value, @Nullable String path) {
        Json.Obj good = records.of(ORIGIN, failedLogin("192.0.2.1"));
        assertThat(OcsfCheck.violations(SCHEMA, good)).isEmpty();
        Map<String, Json> members = new LinkedHashMap<>(good.members());
        if (value == null) {
            members.put(
                    name,
                    name.equals("metadata") ? withoutProduct(good) : Json.obj().build());
        } else {
            members.put(name, JsonReader.parse(value.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        }

        List<String> violations = OcsfCheck.violations(SCHEMA, new Json.Obj(members));

        assertThat(violations).isNotEmpty();
        if (path != null) {
            assertThat(violations).anyMatch(violation -> violation.startsWith(path));
        }
    }

    private static Json.Obj withoutProduct(Json.Obj record) {
        Map<String, Json> members = new LinkedHashMap<>(((Json.Obj) record.member("metadata")).members());
        members.remove("product");
        return new Json.Obj(members);
    }

    private LoggedEntry failedLogin(String ip) {
        Event event = catalogue.event(
                UUID.fromString("0193a000-0000-7000-8000-91d9f9b439fc"),
                OCCURRED,
                "auth.login.failed",
                new Actor(Actor.Type.USER, "u-1", "ada"),
                new Client(ip, "curl/8"),
                new Resource("user", "u-1", null),
                Json.obj()
                        .put("username", "ada")
                        .put("ip", ip)
                        .put("reason", "wrong password")
                        .build(),
                "request-1");
        return new LoggedEntry(41, event.at(OCCURRED.plusSeconds(1)), Seed.fresh(new Random(1)));
    }

    private static Json.Obj json(String text) {
        return (Json.Obj) JsonReader.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
