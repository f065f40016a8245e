package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.retention.Retention;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.settings.ProviderPair;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.segments.SealedEntries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SettingsTest {
    private static final String PATH = "/api/settings";
    private static final String SECRET = "a webhook's secret, long enough";
    private static final String WEBHOOK = """
            {"notifications.channels":[{"name":"ops","type":"webhook","url":"https://hooks.example.com/a"%s}]}""";

    private final TestApi api = new TestApi();

    private TestApi.Request patch(String json) {
        return api.request("PATCH", PATH).header("if-match", etag()).body(json);
    }

    private String etag() {
        return api.get(PATH).is(200).header("etag");
    }

    private static Json.Obj setting(Reply reply, String key) {
        return ((Json.Arr) reply.json().member("data"))
                .items().stream()
                        .map(item -> (Json.Obj) item)
                        .filter(item -> item.member("key").equals(Json.of(key)))
                        .findFirst()
                        .orElseThrow();
    }

    private static Json value(Reply reply, String key) {
        return setting(reply, key).member("value");
    }

    private List<Event> changes() {
        return api.waiting().stream()
                .filter(event ->
                        event.action().startsWith("settings.") || event.action().startsWith("audit.hold."))
                .toList();
    }

    @Test
    void everySettingIsShownWithWhatItTakes() {
        Reply reply = api.get(PATH).is(200);

        assertThat(reply.at("/version")).isEqualTo(Json.of(0));
        assertThat(reply.at("/modifiedAt")).isEqualTo(Json.NULL);
        assertThat(((Json.Arr) reply.at("/data")).items())
                .hasSameSizeAs(SettingsCatalogue.load().all());
        Json.Obj days = setting(reply, "retention.days");
        assertThat(days.member("value")).isEqualTo(Json.of(Retention.MOST_DAYS));
        assertThat(days.member("default")).isEqualTo(Json.of(Retention.MOST_DAYS));
        assertThat(days.member("isSet")).isEqualTo(Json.Bool.FALSE);
        assertThat(days.member("bounds"))
                .isEqualTo(Json.obj().put("min", 30).put("max", 365).build());
    }

    @Test
    void aChangeIsShownAndRecorded() {
        String before = etag();
        Reply changed = patch("{\"security.lockout.failures\":10,\"tsa.url\":\"https://tsa.example.com\"}")
                .send()
                .is(200);

        assertThat(changed.header("etag")).isNotEqualTo(before).isEqualTo(etag());
        assertThat(changed.at("/version")).isEqualTo(Json.of(1));
        assertThat(changed.at("/modifiedBy")).isEqualTo(Json.of("admin"));
        assertThat(value(changed, "security.lockout.failures")).isEqualTo(Json.of(10));
        assertThat(api.get(PATH).bodyText()).isEqualTo(changed.bodyText());
        assertThat(changes()).extracting(Event::action).containsExactly("settings.updated", "settings.updated");
        assertThat(changes().getFirst().resource().id()).isEqualTo("security.lockout.failures");
        assertThat(changes().getFirst().client().ip()).isEqualTo("192.0.2.7");
        assertThat(changes().getFirst().details())
                .isEqualTo(Json.obj()
                        .put("setting", "security.lockout.failures")
                        .put("oldValue", 5)
                        .put("newValue", 10)
                        .put("modifiedBy", "admin")
                        .put("wasDefault", true)
                        .put("isDefault", false)
                        .build());
    }

    @Test
    void nullIsTheDefault() {
        patch("{\"security.lockout.failures\":10}").send().is(200);
        Reply reset = patch("{\"security.lockout.failures\":null}").send().is(200);

        assertThat(value(reset, "security.lockout.failures")).isEqualTo(Json.of(5));
        assertThat(setting(reset, "security.lockout.failures").member("isSet")).isEqualTo(Json.Bool.FALSE);
        assertThat(changes()).hasSize(2);
    }

    @Test
    void whatChangesNothingIsNoChange() {
        String before = etag();
        patch("{}").send().is(200);
        patch("{\"tsa.url\":null}").send().is(200);

        assertThat(etag()).isEqualTo(before);
        assertThat(changes()).isEmpty();
    }

    @Test
    void withoutTheTagOfWhatIsThereNothingIsChanged() {
        String old = etag();
        String change = "{\"security.lockout.failures\":10}";
        api.request("PATCH", PATH).body(change).send().isRefused(428, "precondition_required");
        patch(change).header("if-match", "*").send().isRefused(428, "precondition_required");
        patch(change).header("if-match", "\"other\"").send().isRefused(412, "precondition_failed");
        patch(change).header("if-match", "W/" + old).send().isRefused(412, "precondition_failed");
        assertThat(changes()).isEmpty();
        patch(change).header("if-match", "\"other\", " + old).send().is(200);
        patch("{\"security.lockout.failures\":11}")
                .header("if-match", old)
                .send()
                .isRefused(412, "precondition_failed");
        assertThat(changes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "retention.days | 29",
                "retention.days | 366",
                "retention.days | `\"90\"`",
                "retention.days | 90.5",
                "retention.days | true",
                "retention.days | 9007199254740993",
                "retention.legalHoldFrom | `\"2026-02-30\"`",
                "retention.legalHoldFrom | `\"2026-2-3\"`",
                "retention.legalHoldFrom | 20260203",
                "security.argon2.memoryKiB | 1024",
                "security.argon2.iterations | 1",
                "oidc.provisionUsers | 1",
                "oidc.roleClaim | `\"\"`",
                "oidc.roleClaim | `\" \"`",
                "oidc.roleClaim | `\"a\\u0000b\"`",
                "oidc.roleMapping | `{\"ops\":\"root\"}`",
                "oidc.roleMapping | `{\"\":\"admin\"}`",
                "oidc.roleMapping | `[]`",
                "oidc.issuer | `\"https://id.example.com\"`",
                "oidc.jwksUri | `\"https://id.example.com/keys\"`",
                "oidc.parties | `[\"cli\",\"cli\"]`",
                "oidc.parties | `[\"\"]`",
                "oidc.parties | `[7]`",
                "oidc.parties | `\"cli\"`",
                "tsa.url | `\"ftp://tsa.example.com\"`",
                "tsa.url | `\"http://127.0.0.1:9001/2018-06-01/runtime\"`",
                "tsa.url | `\"http://localhost/\"`",
                "tsa.url | `\"http://127.0.0.2/\"`",
                "tsa.url | `\"http://169.254.169.254/latest/meta-data\"`",
                "tsa.url | `\"http://10.0.0.8/\"`",
                "tsa.url | `\"http://2130706433/\"`",
                "tsa.url | `\"http://[::ffff:10.0.0.8]/\"`",
                "tsa.url | `\"http://[fd00:ec2::254]/\"`",
                "oidc.jwksUri | `\"https://10.0.0.8/keys\"`",
                "tsa.url | `\"https://u:p@tsa.example.com\"`",
                "tsa.url | `\"https://127.0.0.1/\"`",
                "tsa.url | `\"file:///etc/passwd\"`",
                "tsa.url | `\"https://\"`",
                "tsa.url | `\"not an address\"`",
                "alerts.expiry.thresholdDays | `[]`",
                "alerts.expiry.thresholdDays | `[7,7]`",
                "alerts.expiry.thresholdDays | `[0]`",
                "alerts.expiry.thresholdDays | `7`",
                "alerts.expiry.thresholdDays | `[1,2,3,4,5,6,7,8,9,10,11]`",
                "notifications.channels | `[{\"name\":\"a\",\"type\":\"pager\"}]`",
                "notifications.channels | `[{\"name\":\"a\",\"type\":\"email\"}]`",
                "notifications.channels | `[{\"name\":\"a\",\"type\":\"email\",\"address\":\"ops@example.com\\r\\nBcc: x@y.z\"}]`",
                "notifications.channels | `[{\"name\":\"a\",\"type\":\"email\",\"address\":\"a@b.cd\",\"url\":\"https://x.example.com\"}]`",
                "notifications.channels | `[{\"name\":\"a\",\"type\":\"webhook\",\"url\":\"https://x.example.com\"}]`",
                "notifications.channels | `[{\"name\":\"a\",\"type\":\"webhook\",\"url\":\"https://x.example.com\",\"secret\":\"short\"}]`",
                "notifications.channels | `[{\"name\":\"a\",\"type\":\"webhook\",\"url\":\"http://x.example.com\",\"secret\":\"0123456789abcdef\"}]`",
                "notifications.channels | `[{\"name\":\"a\",\"type\":\"email\",\"address\":\"a@b.cd\"},{\"name\":\"a\",\"type\":\"email\",\"address\":\"c@d.ef\"}]`",
                "notifications.channels | `[7]`",
                "retention | 90",
                "RETENTION.DAYS | 90",
                "confirm | -1",
            })
    void aBadValueIsRefusedWithItsPlaceAndNothingIsChanged(String key, String value) {
        Reply refused = patch("{\"security.lockout.failures\":10,\"%s\":%s}".formatted(key, value))
                .send()
                .is(400);

        assertThat(refused.textAt("/errors/0/pointer")).startsWith("/" + key);
        assertThat(changes()).isEmpty();
        assertThat(api.get(PATH).at("/version")).isEqualTo(Json.of(0));
    }

    @Test
    void everyFlawIsTold() {
        Reply refused = patch(
                        "{\"retention.days\":1,\"security.lockout.failures\":1,\"nothing\":1,\"oidc.provisionUsers\":0}")
                .send()
                .isRefused(400, "unknown_member");

        assertThat(((Json.Arr) refused.at("/errors")).items()).hasSize(4);
    }

    @Test
    void aMemberTwiceIsRefused() {
        patch("{\"retention.days\":90,\"retention.days\":91}").send().isRefused(400, "invalid_json");
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "OPERATOR", "AUDITOR", "VIEWER"})
    void whoMayReadReads(Role role) {
        api.request("GET", PATH).as(role).send().is(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENT", "INGEST"})
    void othersDoNot(Role role) {
        api.request("GET", PATH).as(role).send().isRefused(403, "forbidden");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ADMIN")
    void nobodyButAnAdminChanges(Role role) {
        patch("{\"retention.days\":100}").as(role).send().isRefused(403, "forbidden");
        assertThat(changes()).isEmpty();
    }

    @Test
    void aSecretIsSealedMaskedAndKept() {
        patch(WEBHOOK.formatted(",\"secret\":\"" + SECRET + "\"")).send().is(200);
        String sealed = stored("notifications.channels");
        assertThat(sealed).doesNotContain(SECRET).contains("v1.");

        Json shown = value(api.get(PATH), "notifications.channels");
        assertThat(Jcs.text(shown)).contains("********").doesNotContain("v1.");
        patch(Jcs.text(Json.obj().put("notifications.channels", shown).build()))
                .send()
                .is(200);
        patch(WEBHOOK.formatted("")).send().is(200);
        assertThat(stored("notifications.channels")).isEqualTo(sealed);
        assertThat(changes()).hasSize(1);

        patch(WEBHOOK.formatted(",\"secret\":\"another secret of some length\""))
                .send()
                .is(200);
        assertThat(stored("notifications.channels")).isNotEqualTo(sealed);
        assertThat(changes()).hasSize(2);
        assertThat(changes())
                .extracting(event -> event.details().member("secretChanged"))
                .containsOnly(Json.Bool.TRUE);
        assertThat(changes())
                .allSatisfy(event -> assertThat(Jcs.text(event.details())).doesNotContain(SECRET, "v1."));
        assertThat(api.logText()).isEmpty();
    }

    private String stored(String key) {
        return Jcs.text(api.settings.of(TestApi.TENANT).values().getOrDefault(key, Json.NULL));
    }

    @Test
    void aHoldIsRecordedAsOne() {
        patch("{\"retention.legalHoldFrom\":\"2026-01-01\"}").send().is(200);
        patch("{\"retention.legalHoldFrom\":\"2025-12-01\"}").send().is(200);
        patch("{\"retention.legalHoldFrom\":null}").send().is(200);

        assertThat(changes())
                .extracting(Event::action)
                .containsExactly(
                        "settings.updated",
                        "audit.hold.set",
                        "settings.updated",
                        "audit.hold.released",
                        "audit.hold.set",
                        "settings.updated",
                        "audit.hold.released");
        assertThat(changes().get(1).details().member("scope"))
                .isEqualTo(Json.of("what was recorded on 2026-01-01 or later"));
    }

    /** Two entries of a day that is sealed, and one of the next that is not; the rest is younger. */
    private void recordOldEntries() {
        record("ada");
        record("bob");
        List<LoggedEntry> first = entries(0, 2);
        api.clock.move(Duration.ofDays(1));
        record("eve");
        List<Segment> _ = SealedEntries.seal(api.archive, TestApi.ORIGIN, first);
        api.clock.move(Duration.ofDays(60));
        record("zoe");
    }

    private void record(String user) {
        api.postEvent(TestApi.login(user)).is(202);
        api.sequence();
    }

    private List<LoggedEntry> entries(long fromN, long toN) {
        return api.chain.blocks(TestApi.ORIGIN, fromN, toN + 1).stream()
                .flatMap(block -> block.entries().stream())
                .toList();
    }

    @Test
    void whatDropsContentsIsConfirmedWithTheirCount() {
        recordOldEntries();
        String change = "{\"retention.days\":30%s}";
        // The entry that opened the ledger, two that are sealed with it, and one that is not sealed.
        Reply refused = patch(change.formatted("")).send().isRefused(409, "confirmation_needed");
        assertThat(refused.at("/count")).isEqualTo(Json.of(4));
        assertThat(refused.textAt("/errors/0/pointer")).isEqualTo("/confirm");
        assertThat(refused.textAt("/detail")).contains("4 entries");
        for (int wrong : new int[] {0, 3, 5}) {
            patch(change.formatted(",\"confirm\":" + wrong)).send().isRefused(409, "confirmation_needed");
        }
        assertThat(changes()).isEmpty();

        patch(change.formatted(",\"confirm\":4")).send().is(200);
        api.clock.move(Duration.ofSeconds(6));
        assertThat(SearchingTest.seqs(api.get("/api/audit/stream").is(200))).hasSize(1);
        patch("{\"retention.days\":31}").send().is(200);
    }

    @Test
    void aHoldIsLiftedWithTheCountOfWhatItKept() {
        recordOldEntries();
        patch("{\"retention.legalHoldFrom\":\"2026-01-01\"}").send().is(200);
        patch("{\"retention.days\":60}").send().is(200);

        assertThat(patch("{\"retention.legalHoldFrom\":null}").send().is(409).at("/count"))
                .isEqualTo(Json.of(3));
        assertThat(patch("{\"retention.legalHoldFrom\":\"2026-11-23\"}")
                        .send()
                        .is(409)
                        .at("/count"))
                .isEqualTo(Json.of(3));
        patch("{\"retention.legalHoldFrom\":null,\"confirm\":3}").send().is(200);
    }

    @Test
    void aConfirmationOfWhatDropsNothingIsOfZero() {
        patch("{\"security.lockout.failures\":10,\"confirm\":1}").send().isRefused(409, "confirmation_needed");
        patch("{\"security.lockout.failures\":10,\"confirm\":0}").send().is(200);
    }

    @Test
    void ofTwoWhoDecidedOnTheSameOneWins() {
        Meeting store = new Meeting(api.settings);
        TestApi met = new TestApi(ports -> with(ports, store));
        String tag = met.get(PATH).is(200).header("etag");
        store.meanwhile = () -> change(met, tag, 11).is(200);

        change(met, tag, 10).isRefused(412, "precondition_failed");
        assertThat(value(met.get(PATH), "security.lockout.failures")).isEqualTo(Json.of(11));
        assertThat(changes()).hasSize(1);
    }

    private static Reply change(TestApi api, String tag, int failures) {
        return api.request("PATCH", PATH)
                .header("if-match", tag)
                .body("{\"security.lockout.failures\":%d}".formatted(failures))
                .send();
    }

    private static Ports with(Ports ports, SettingsStore settings) {
        return ChangedPorts.with(ports, SettingsStore.class, settings);
    }

    /** Somebody else comes between what is read and what is written. */
    private static final class Meeting implements SettingsStore {
        private final SettingsStore store;
        private Runnable meanwhile = () -> {};

        Meeting(SettingsStore store) {
            this.store = store;
        }

        @Override
        public StoredSettings of(String tenant) {
            return store.of(tenant);
        }

        @Override
        public Optional<String> tenantOf(ProviderPair provider) {
            return store.tenantOf(provider);
        }

        @Override
        public boolean replace(StoredSettings next, List<Event> events) {
            Runnable now = meanwhile;
            meanwhile = () -> {};
            now.run();
            return store.replace(next, events);
        }
    }
}
