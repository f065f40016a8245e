package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.access.Role;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingTest {
    private static final String STREAM = "/api/audit/stream";
    private static final int MANY = 100;

    private final TestApi api = new TestApi();
    private final long seed = new Random().nextLong();
    private final RandomGenerator random = new Random(seed);

    @Test
    void oldestFirstWithThePositionToGoOnAfter() {
        log(4);

        Reply page = api.get(STREAM).is(200);

        assertThat(SearchingTest.seqs(page)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(page.at("/page/next")).isEqualTo(Json.of(4));
        assertThat(page.at("/page/hasMore")).isEqualTo(Json.of(false));
        assertThat(page.textAt("/stream/origin")).isEqualTo(TestApi.ORIGIN.text());
        assertThat(page.at("/stream/size")).isEqualTo(Json.of(5));
        assertThat(page.at("/stream/complete")).isEqualTo(Json.of(true));
        assertThat(page.headers()).doesNotContainKey("link");
        assertThat(page.data().getLast())
                .isEqualTo(api.get("/api/audit?limit=1").data().getFirst());
    }

    @Test
    void atTheEndThePositionComesBackUntilThereIsMore() {
        log(2);
        for (int i = 0; i < 3; i++) {
            Reply end = api.get(STREAM + "?after=2").is(200);
            assertThat(end.data()).isEmpty();
            assertThat(end.at("/page/next")).isEqualTo(Json.of(2));
        }
        log(1);

        assertThat(SearchingTest.seqs(api.get(STREAM + "?after=2"))).containsExactly(3L);
    }

    @Test
    void theLinkLeadsToWhatFollows() {
        log(5);
        Reply first = api.get(STREAM + "?limit=2&format=ocsf&after=0");

        String link = first.header("link");
        assertThat(link).endsWith(">; rel=\"next\"");
        Reply second = api.get(link.substring(1, link.indexOf('>')));

        assertThat(sequences(first)).containsExactly(1L, 2L);
        assertThat(sequences(second)).containsExactly(3L, 4L);
    }

    /** What a collector does that is stopped now and then, also between reading an answer and noting its position. */
    @RepeatedTest(10)
    void aCollectorThatIsStoppedAndStartedMissesNothingAndTellsRepetitionsByTheirSequence() {
        long noted = -1;
        List<Long> stored = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            log(random.nextInt(6));
            String path = STREAM + "?format=ocsf&limit=" + (1 + random.nextInt(8));
            Reply page = api.get(noted < 0 ? path : path + "&after=" + noted).is(200);
            sequences(page).stream()
                    .filter(seq -> stored.isEmpty() || seq > stored.getLast())
                    .forEach(stored::add);
            if (random.nextInt(4) > 0) {
                noted = ((Json.Num) page.at("/page/next")).value();
            }
        }
        Reply rest = api.get(STREAM + "?format=ocsf&limit=1000&after=" + Math.max(0, noted))
                .is(200);
        sequences(rest).stream()
                .filter(seq -> stored.isEmpty() || seq > stored.getLast())
                .forEach(stored::add);

        long size = api.chain.head(TestApi.ORIGIN).orElseThrow().size();
        assertThat(stored)
                .as("seed %d", seed)
                .isEqualTo(LongStream.range(0, size).boxed().toList());
    }

    @Test
    void aDayThatWasMissedIsCaughtUpWithInOrder() {
        for (int hour = 0; hour < 24; hour++) {
            api.clock.move(Duration.ofHours(1));
            log(MANY);
        }
        List<Long> seen = new ArrayList<>();
        long next = 0;
        boolean more = true;
        while (more) {
            Reply page = api.get(STREAM + "?after=" + next).is(200);
            seen.addAll(SearchingTest.seqs(page));
            next = ((Json.Num) page.at("/page/next")).value();
            more = page.at("/page/hasMore").equals(Json.of(true));
        }

        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 24 * MANY).boxed().toList());
    }

    @Test
    void ocsfRecordsStandForTheSameEntries() {
        log(2);
        Reply ocsf = api.get(STREAM + "?after=0&format=ocsf").is(200);

        Json.Obj record = (Json.Obj) ocsf.data().getFirst();
        assertThat(record.member("class_uid")).isEqualTo(Json.of(3002));
        assertThat(record.member("type_uid")).isEqualTo(Json.of(300201));
        assertThat(ocsf.textAt("/data/0/metadata/version")).isEqualTo("1.8.0");
        assertThat(ocsf.textAt("/data/0/metadata/event_code")).isEqualTo("auth.login.failed");
        assertThat(ocsf.textAt("/data/0/metadata/uid"))
                .isEqualTo(api.get(STREAM + "?after=0").textAt("/data/0/id"));
        assertThat(ocsf.textAt("/data/0/metadata/log_name")).isEqualTo(TestApi.ORIGIN.text());
    }

    /** The largest answer there is: TestApi holds it to the limit of Lambda. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "ocsf"})
    void aLargeAnswerIsCutShortAndGoesOn(String format) {
        String noise = "\\\"\u00e9".repeat(8_000);
        for (int i = 0; i < 100; i++) {
            api.postEvent(TestApi.with(
                            TestApi.login("user-" + i),
                            "details",
                            Json.obj()
                                    .put("username", "user-" + i)
                                    .put("ip", "192.0.2.1")
                                    .put("reason", noise)
                                    .build()))
                    .is(202);
        }
        api.sequence();

        Reply first = api.get(STREAM + "?limit=1000&format=" + format).is(200);
        assertThat(first.at("/stream/complete")).isEqualTo(Json.of(false));
        assertThat(first.at("/page/hasMore")).isEqualTo(Json.of(true));
        long next = ((Json.Num) first.at("/page/next")).value();
        assertThat(next).isBetween(30L, 99L);
        assertThat(first.data()).hasSize((int) next + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "after=-1, /after",
        "after=x, /after",
        "after=1.0, /after",
        "after=, /after",
        "after=3, /after",
        "after=999999999999999, /after",
        "after=9007199254740993, /after",
        "after=0&after=1, /after",
        "limit=0, /limit",
        "limit=1001, /limit",
        "format=csv, /format",
        "origin=certtrail.test/default/2, /origin",
        "origin=, /origin"
    })
    void aParameterThatIsNotAsDescribed(String query, String pointer) {
        log(2);

        api.get(STREAM + "?" + query).isRefused(400, "invalid_parameter", pointer);
    }

    @Test
    void aPositionMayNameItsLog() {
        log(2);

        assertThat(SearchingTest.seqs(api.get(STREAM + "?after=1&origin=" + TestApi.ORIGIN.text())
                        .is(200)))
                .containsExactly(2L);
    }

    @Test
    void whoeverReadsTheLedgerMayFollowIt() {
        for (Role role : Role.values()) {
            boolean reads = role == Role.ADMIN || role == Role.OPERATOR || role == Role.AUDITOR || role == Role.VIEWER;
            assertThat(api.request("GET", STREAM).as(role).send().status()).isEqualTo(reads ? 200 : 403);
        }
    }

    private void log(int count) {
        if (count > 0) {
            List<Json> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(TestApi.login("user-" + random.nextInt(40)));
            }
            api.post(
                            "/api/audit/events",
                            Json.obj().put("events", new Json.Arr(events)).build())
                    .is(202);
            api.sequence();
        }
    }

    private static List<Long> sequences(Reply page) {
        return page.data().stream()
                .map(record -> (Json.Obj) ((Json.Obj) record).member("metadata"))
                .map(metadata -> ((Json.Num) metadata.member("sequence")).value())
                .toList();
    }
}
