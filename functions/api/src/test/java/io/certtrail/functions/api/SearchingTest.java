package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchingTest {
    private static final String AGENT = "{\"type\":\"agent\",\"id\":\"agent-7\",\"name\":\"Rack 7\"}";

    private final TestApi api = new TestApi();

    /** Entry 0 is ledger.opened at 10:00; then an hour between every two. */
    @BeforeEach
    void record() {
        log("{\"action\":\"user.created\",\"resource\":{\"type\":\"user\",\"id\":\"u-1\",\"name\":\"Zażółć Gęślą\"},"
                + "\"details\":{\"username\":\"zazolc\",\"role\":\"viewer\",\"createdBy\":\"ada\"},"
                + "\"occurred\":\"2023-07-10T12:00:00Z\"}");
        log(
                "{\"action\":\"rotation.completed\",\"resource\":{\"type\":\"secret\",\"id\":\"s-1\",\"name\":\"db password\"},"
                        + "\"details\":{\"newExpiry\":\"2027-01-01T00:00:00Z\",\"updatedVaults\":[\"kv-straße\"]},\"actor\":"
                        + AGENT
                        + "}");
        log("{\"action\":\"rotation.failed\",\"resource\":{\"type\":\"secret\",\"id\":\"s-2\"},"
                + "\"details\":{\"error\":\"vault is sealed\",\"rollbackStatus\":\"done\",\"tries\":42},\"actor\":"
                + AGENT + "}");
        log("{\"action\":\"custom.aws.iam.CreateUser\",\"resource\":{\"type\":\"secret\",\"id\":\"s-3\"}}");
    }

    private void log(String event) {
        api.clock.move(Duration.ofHours(1));
        api.post("/api/audit/events", "{\"events\":[" + event + "]}").is(202);
        api.sequence();
    }

    @Test
    void newestFirstUnlessAskedOtherwise() {
        assertThat(found("")).containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(found("order=desc")).containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(found("order=asc")).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void anEntryIsAnsweredWithItsPlaceAndAllItsAttributes() {
        Json.Obj entry = (Json.Obj) api.get("/api/audit?limit=1").data().getFirst();

        assertThat(entry.members().keySet())
                .containsExactly(
                        "seq",
                        "id",
                        "time",
                        "occurred",
                        "action",
                        "severity",
                        "actor",
                        "client",
                        "resource",
                        "description",
                        "details",
                        "trace");
        assertThat(entry.member("action")).isEqualTo(Json.of("custom.aws.iam.CreateUser"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "action=rotation.failed | 3",
                "action=ROTATION_FAILED | 3",
                "action=rotation.* | 3 2",
                "action=ROTATION_* | 3 2",
                "action=custom.* | 4",
                "action=custom.aws.* | 4",
                "action=user.created&action=rotation.failed | 3 1",
                "actor=Rack+7 | 3 2",
                "actor=agent-7 | 3 2",
                "actor=system | 0",
                "actorType=agent | 3 2",
                "actorType=system | 0",
                "resource=secret | 4 3 2",
                "resource=secret:s-2 | 3",
                "resource=db+password | 2",
                "resource=s-2 | ''",
                "severity=error | 3",
                "severity=error&severity=info | 4 3 2 1 0",
                "severity=critical | ''",
                "from=2026-11-22T12:00:00Z | 4 3 2",
                "from=2026-11-22T12:00:00.001Z | 4 3",
                "to=2026-11-22T12:00:00Z | 1 0",
                "from=2026-11-22T13:00:00%2B02:00&to=2026-11-22T14:00:00%2B02:00 | 1",
                "from=2026-11-22&to=2026-11-22 | 4 3 2 1 0",
                "from=2026-11-23 | ''",
                "to=2026-11-21 | ''",
                "from=2026-11-23&tz=Pacific/Kiritimati | 4 3 2 1 0",
                "to=2026-11-22&tz=Pacific/Kiritimati | ''",
                "occurredTo=2023-12-31 | 1",
                "occurredFrom=2024-01-01 | 4 3 2 0",
                "action=rotation.*&severity=error | 3"
            })
    void filters(String query, String seqs) {
        List<Long> expected = seqs.isEmpty()
                ? List.of()
                : List.of(seqs.split(" ")).stream().map(Long::valueOf).toList();

        assertThat(found(query)).containsExactlyElementsOf(expected);
        assertThat(found(query + "&order=asc")).containsExactlyElementsOf(expected.reversed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zazołc | 1",
                "ZAŻÓŁĆ gesla | 1",
                "gęś | 1",
                "gęś zażółć | ''",
                "KV-STRASSE | 2",
                "rotation.failed | 3",
                "vault seal | 3",
                "seal vault | ''",
                "42 | 3",
                "rack | 3 2",
                "created | 1",
                "db pass | 2",
                "createuser | 4",
                "rollbackStatus | 3",
                "nothing like it | ''"
            })
    void wordsAndTheLastOnesBeginning(String q, String seqs) {
        List<Long> expected = seqs.isEmpty()
                ? List.of()
                : List.of(seqs.split(" ")).stream().map(Long::valueOf).toList();

        assertThat(found("q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))).containsExactlyElementsOf(expected);
    }

    @Test
    void aPageSaysWhatItLookedAt() {
        Reply page = api.get("/api/audit?severity=error");

        assertThat(page.at("/search/scanned")).isEqualTo(Json.of(5));
        assertThat(page.at("/search/complete")).isEqualTo(Json.of(true));
        assertThat(page.textAt("/search/from")).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(page.textAt("/search/to")).isEqualTo("2026-11-22T14:00:00.000Z");
        assertThat(page.textAt("/search/asOf")).isEqualTo("2026-11-22T14:00:00.000Z");
        assertThat(page.at("/page/hasMore")).isEqualTo(Json.of(false));
        assertThat(page.at("/page/nextCursor")).isEqualTo(Json.NULL);
        assertThat(page.headers()).doesNotContainKey("link");
    }

    @Test
    void theLinkLeadsToTheNextPage() {
        Reply first = api.get("/api/audit?resource=secret&limit=2&severity=info&severity=error");
        assertThat(seqs(first)).containsExactly(4L, 3L);

        String link = first.header("link");
        assertThat(link).startsWith("</api/audit?").endsWith(">; rel=\"next\"");
        Reply second = api.get(link.substring(1, link.indexOf('>')));

        assertThat(seqs(second)).containsExactly(2L);
        assertThat(first.at("/page/hasMore")).isEqualTo(Json.of(true));
    }

    @Test
    void aCursorBelongsToItsSearch() {
        String cursor = api.get("/api/audit?limit=1&severity=info").textAt("/page/nextCursor");

        api.get("/api/audit?limit=3&severity=info&cursor=" + cursor).is(200);
        for (String other : List.of("", "&severity=error", "&severity=info&order=asc", "&severity=info&q=x")) {
            api.get("/api/audit?limit=1" + other + "&cursor=" + cursor).isRefused(400, "invalid_cursor", "/cursor");
        }
    }

    @Test
    void aForgedCursorIsRefused() {
        String cursor = api.get("/api/audit?limit=1").textAt("/page/nextCursor");
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String forged = cursor.substring(0, i) + other + cursor.substring(i + 1);
            api.get("/api/audit?limit=1&cursor=" + forged).isRefused(400, "invalid_cursor", "/cursor");
        }
        char last = cursor.charAt(cursor.length() - 1);
        String otherSpelling =
                cursor.substring(0, cursor.length() - 1) + (char) (last + 1); // differs in unused bits alone
        api.get("/api/audit?limit=1&cursor=" + otherSpelling).isRefused(400, "invalid_cursor", "/cursor");
        for (String forged :
                List.of("x", cursor + "A", cursor.substring(1), "%00", "AAAA", cursor + "=", cursor + "%0A")) {
            api.get("/api/audit?limit=1&cursor=" + forged).isRefused(400, "invalid_cursor", "/cursor");
        }
        String fromElsewhere = new TestApi().get("/api/audit?limit=1&order=asc").textAt("/search/asOf");
        assertThat(fromElsewhere).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, /limit",
        "limit=501, /limit",
        "limit=ten, /limit",
        "limit=1.0, /limit",
        "limit=99999999999999999999, /limit",
        "limit=1&limit=2, /limit",
        "order=up, /order",
        "severity=fatal, /severity",
        "actorType=robot, /actorType",
        "action=no.such, /action",
        "action=nosuch.*, /action",
        "action=*, /action",
        "from=2026-11-22T10:00:00, /from",
        "from=22.11.2026, /from",
        "to=2026-02-30, /to",
        "from=2026-11-23&to=2026-11-21, /to",
        "occurredFrom=soon, /occurredFrom",
        "tz=Mars/Olympus, /tz",
        "q=%21%21, /q",
        "q=, /q",
        "actor=, /actor",
        "cursor=, /cursor"
    })
    void aParameterThatIsNotAsDescribed(String query, String pointer) {
        api.get("/api/audit?" + query).isRefused(400, "invalid_parameter", pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "Limit=1", "page=2", "=", "from%5B%5D=x"})
    void anUnknownParameter(String query) {
        api.get("/api/audit?" + query).isRefused(400, "unknown_parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%4", "q=%zz", "q=%ff", "q=%ED%A0%80"})
    void anAddressThatIsNotPercentEncodedUtf8(String query) {
        api.get("/api/audit?" + query).isRefused(400, "invalid_parameter");
    }

    private List<Long> found(String query) {
        return seqs(api.get("/api/audit?" + query).is(200));
    }

    static List<Long> seqs(Reply page) {
        return page.data().stream()
                .map(entry -> ((Json.Num) ((Json.Obj) entry).member("seq")).value())
                .toList();
    }
}
