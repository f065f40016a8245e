package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real collector, which is stopped and killed, has the ledger as it is. */
@Timeout(300)
class CollectorTest {
    /** A day of one event a minute, and how much of it is collected before each stop. */
    private static final int DAY = 24 * 60;

    private static final List<Integer> STOPS = List.of(300, 700);

    @TempDir
    private Path folder;

    @BeforeEach
    void isThere() {
        Programs.require("syslog-ng");
    }

    @Test
    void catchesUpWithADayNothingMissingAndNothingTwice() throws Exception {
        Path data = folder.resolve("data");
        try (CloudProcess cloud = CloudProcess.start(data);
                ApiClient api = cloud.api()) {
            record(api, new Corpus("before the day", 100));
            collectUntil(cloud, 102, false);
            record(api, new Corpus("the day", DAY));
            for (int stop : STOPS) {
                collectUntil(cloud, stop, false);
            }
            List<String> ledger = ledger(api);
            collectUntil(cloud, ledger.size(), false);

            assertThat(collected()).isEqualTo(ledger);
        }
    }

    /** What was not known to be written comes again: the same entries, to be told by their id. */
    @Test
    void killedAnywhereItMissesNothing() throws Exception {
        Path data = folder.resolve("data");
        try (CloudProcess cloud = CloudProcess.start(data);
                ApiClient api = cloud.api()) {
            record(api, new Corpus("the day", DAY));
            for (int stop : STOPS) {
                collectUntil(cloud, stop, true);
            }
            List<String> ledger = ledger(api);
            collectUntil(cloud, ledger.size(), true);
            collectAll(cloud, ledger);

            assertThat(List.copyOf(bySequence().values())).isEqualTo(ledger);
        }
    }

    private static void record(ApiClient api, Corpus corpus) throws IOException, InterruptedException {
        assertThat(corpus.importInto(api, 0)).hasSize(corpus.ids().size());
        UUID last = corpus.ids().getLast();
        assertThat(api.get("/api/audit/" + last + "?wait=10").statusCode()).isEqualTo(200);
    }

    private SyslogNg start(CloudProcess cloud) throws IOException, InterruptedException {
        return SyslogNg.start(
                Programs.find("syslog-ng").orElseThrow(),
                folder.resolve("collector"),
                cloud.url(),
                folder.resolve("data").resolve("admin-token"));
    }

    private void collectUntil(CloudProcess cloud, int records, boolean kill) throws IOException, InterruptedException {
        try (SyslogNg collector = start(cloud)) {
            collector.await(records);
            if (kill) {
                collector.kill();
            } else {
                collector.stop();
            }
        }
    }

    private void collectAll(CloudProcess cloud, List<String> ledger) throws IOException, InterruptedException {
        try (SyslogNg collector = start(cloud)) {
            for (int wait = 0; wait < 300 && bySequence().size() < ledger.size(); wait++) {
                Thread.sleep(100);
            }
            collector.stop();
        }
    }

    /** The ids that were collected, in that order. */
    private List<String> collected() throws IOException {
        return SyslogNg.collected(folder.resolve("collector")).stream()
                .map(CollectorTest::id)
                .toList();
    }

    private SortedMap<Long, String> bySequence() throws IOException {
        SortedMap<Long, String> found = new TreeMap<>();
        for (Json record : SyslogNg.collected(folder.resolve("collector"))) {
            String before = found.put(sequence(record), id(record));
            assertThat(before).isIn(null, id(record));
        }
        return found;
    }

    private static String id(Json record) {
        return ApiClient.text(ApiClient.member(record, "metadata"), "uid");
    }

    private static long sequence(Json record) {
        return ((Json.Num) ApiClient.member(ApiClient.member(record, "metadata"), "sequence")).value();
    }

    /** The ids of the ledger's entries, in its order. */
    private static List<String> ledger(ApiClient api) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String after = "";
        while (true) {
            Json.Obj page = api.getJson("/api/audit/stream?limit=1000" + after);
            for (Json entry : ((Json.Arr) ApiClient.member(page, "data")).items()) {
                ids.add(ApiClient.text(entry, "id"));
            }
            Json place = ApiClient.member(page, "page");
            if (ApiClient.member(place, "hasMore").equals(Json.of(false))) {
                assertThat(ids).hasSizeGreaterThan(DAY);
                return ids;
            }
            after = "&after=" + ((Json.Num) ApiClient.member(place, "next")).value();
        }
    }
}
