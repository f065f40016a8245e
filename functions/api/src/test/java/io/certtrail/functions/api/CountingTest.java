package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.segments.SealedEntries;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Facets, histograms and the language of q, of what is sealed and of what is not. */
class CountingTest {
    private final TestApi api = new TestApi();

    /** Entry 0 is ledger.opened at 10:00; then an hour between every two. */
    @BeforeEach
    void record() {
        for (int i = 1; i <= 6; i++) {
            api.clock.move(Duration.ofHours(1));
            String event =
                    "{\"action\":\"custom.shop.%s\",\"resource\":{\"type\":\"order\",\"id\":\"o-%d\"},\"description\":\"%s\"}"
                            .formatted(i % 2 == 0 ? "paid" : "sent", i, i < 4 ? "the red parcel" : "a parcel, red");
            api.post("/api/audit/events", "{\"events\":[" + event + "]}").is(202);
            api.sequence();
        }
    }

    /** The first entries are sealed, and what is remembered of before is too old. */
    private void seal(int count) {
        List<LoggedEntry> entries =
                api
                        .chain
                        .blocks(
                                TestApi.ORIGIN,
                                0,
                                api.chain.head(TestApi.ORIGIN).orElseThrow().n() + 1)
                        .stream()
                        .flatMap(block -> block.entries().stream())
                        .limit(count)
                        .toList();
        SealedEntries.seal(api.archive, TestApi.ORIGIN, entries);
        api.clock.move(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7})
    void facetsCountWhatASearchFinds(int sealed) {
        seal(sealed);
        Reply reply = api.get("/api/audit/facets?resource=order").is(200);

        assertThat(reply.at("/total")).isEqualTo(Json.of(6));
        assertThat(reply.at("/data/0/facet")).isEqualTo(Json.of("action"));
        assertThat(reply.at("/data/0/values/0/value")).isEqualTo(Json.of("custom.shop.paid"));
        assertThat(reply.at("/data/0/values/0/count")).isEqualTo(Json.of(3));
        assertThat(reply.at("/data/0/others")).isEqualTo(Json.of(0));
        assertThat(reply.at("/search/complete")).isEqualTo(Json.of(true));
        assertThat(api.get("/api/audit/facets?resource=order&values=1").is(200).at("/data/0/others"))
                .isEqualTo(Json.of(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7})
    void aHistogramCountsByTime(int sealed) {
        seal(sealed);
        Reply hours = api.get("/api/audit/histogram?interval=hour&from=2026-11-22T12:30:00Z&to=2026-11-22T15:00:00Z")
                .is(200);
        assertThat(hours.at("/data/0/from")).isEqualTo(Json.of("2026-11-22T12:00:00.000Z"));
        assertThat(hours.at("/data/0/count")).isEqualTo(Json.of(0));
        assertThat(hours.at("/data/1/count")).isEqualTo(Json.of(1));
        assertThat(hours.at("/total")).isEqualTo(Json.of(2));

        Reply days = api.get("/api/audit/histogram?interval=day&tz=Asia/Tokyo").is(200);
        assertThat(days.at("/data/0/from")).isEqualTo(Json.of("2026-11-21T15:00:00.000Z"));
        assertThat(days.at("/data/0/count")).isEqualTo(Json.of(5));
        assertThat(days.at("/data/1/count")).isEqualTo(Json.of(2));
    }

    @Test
    void aHistogramOfTooManyBucketsIsRefused() {
        api.get("/api/audit/histogram?interval=minute&from=2026-01-01&to=2026-12-31")
                .isRefused(400, "invalid_parameter", "/interval");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7})
    void sealedOrNotTheAnswerIsTheSame(int sealed) {
        seal(sealed);
        assertThat(found("\"red parcel\"")).containsExactly(3L, 2L, 1L);
        assertThat(found("parc red")).isEmpty();
        assertThat(found("parc* red")).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(found("action:custom.shop.PAID")).containsExactly(6L, 4L, 2L);
        assertThat(found("resource:order:o-5 parcel")).containsExactly(5L);
        assertThat(found("action:custom.* red")).hasSize(6);
    }

    private List<Long> found(String q) {
        Reply reply = api.get("/api/audit?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                .is(200);
        return reply.data().stream()
                .map(entry -> ((Json.Num) ((Json.Obj) entry).member("seq")).value())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "red \"parcel | character 5",
                "red \"\" x | character 5",
                "actr:ada | character 1",
                "red severity:grave | character 14",
                "a*b | character 2",
                "red * | character 5",
                "id:17 | character 4",
                "trace:job* | character 7",
                "\"red\"parcel | character 6",
                "--- | character 1"
            })
    void aQueryThatCannotBeReadIsRefusedWithItsPlace(String q, String place) {
        Reply reply = api.get("/api/audit?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
        reply.isRefused(400, "invalid_parameter", "/q");
        assertThat(reply.textAt("/detail")).contains("at " + place + ":");
    }

    @Test
    void aQueryMadeToHurtIsRefused() {
        api.get("/api/audit?q=" + "a+".repeat(65)).isRefused(400, "invalid_parameter", "/q");
        api.get("/api/audit?q=" + "a".repeat(257)).isRefused(400, "invalid_parameter", "/q");
    }
}
