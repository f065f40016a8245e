package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.retention.Pruner;
import io.certtrail.domain.retention.Retention;
import io.certtrail.domain.segments.Segment;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Source;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.segments.MemoryVault;
import io.certtrail.testkit.segments.SealedEntries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has expired is shown by no route, although its blocks are still there. */
class RetentionTest {
    private final TestApi api = new TestApi();
    private final String expired;
    private final Instant first;

    RetentionTest() {
        api.keep(new Retention(30, null));
        first = api.clock.instant();
        expired = record("ada");
        api.clock.move(Duration.ofDays(31));
        String _ = record("bob");
        api.publish();
    }

    private String record(String user) {
        String id = api.postEvent(TestApi.login(user)).is(202).textAt("/ids/0");
        api.sequence();
        return id;
    }

    @Test
    void searchAndStreamBeginWithWhatIsKept() {
        assertThat(SearchingTest.seqs(api.get("/api/audit?order=asc").is(200))).containsExactly(2L);
        assertThat(SearchingTest.seqs(api.get("/api/audit").is(200))).containsExactly(2L);
        assertThat(SearchingTest.seqs(api.get("/api/audit/stream").is(200))).containsExactly(2L);
        assertThat(SearchingTest.seqs(api.get("/api/audit/stream?after=1").is(200)))
                .containsExactly(2L);
        api.get("/api/audit/stream?after=0").isRefused(410, "gone");
    }

    @Test
    void anEntryThatHasExpiredIsNotFound() {
        api.get("/api/audit/" + expired).isRefused(404, "not_found");
    }

    @Test
    void anExportBeginsWithWhatIsKeptAndSaysSo() {
        Reply accepted = api.post("/api/exports", "{\"format\":\"csv\"}").is(202);
        String from = LocalDate.ofInstant(api.clock.instant(), ZoneOffset.UTC).minusDays(30) + "T00:00:00.000Z";
        assertThat(accepted.at("/filter"))
                .isEqualTo(Json.obj().put("from", from).build());
        new ExportWorker(api).work();
        assertThat(api.get(accepted.header("location")).is(200).at("/rows")).isEqualTo(Json.of(1));
        Instant end = first.plus(Duration.ofHours(1));
        api.post("/api/exports", "{\"format\":\"csv\",\"filter\":{\"to\":\"%s\"}}".formatted(end))
                .isRefused(410, "gone");
    }

    @Test
    void whatWasDroppedIsSaidByWhoVerifiesAnExport() throws IOException {
        List<LoggedEntry> entries =
                api.chain.block(TestApi.ORIGIN, 0).orElseThrow().entries();
        List<Segment> _ = SealedEntries.seal(api.archive, TestApi.ORIGIN, entries);
        Pruner pruner = new Pruner(
                api.archive,
                new MemoryVault(api.clock),
                tenant -> new Retention(30, null),
                api.outbox,
                api.catalogue,
                api.clock);
        assertThat(pruner.prune(TestApi.ORIGIN)).hasSize(1);
        Reply accepted = api.post("/api/exports", "{\"format\":\"csv\"}").is(202);
        new ExportWorker(api).work();
        Reply ready = api.get(accepted.header("location")).is(200);

        TrustedKeys keys = new TrustedKeys(List.of(api.signer.verifierKey(), ExportWorker.EXPORT_KEY.verifierKey()));
        Verdict verdict =
                ExportVerifier.trusting(keys).verify(source(ready.textAt("/download")), source(ready.textAt("/proof")));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            assertThat(verified.report().isComplete()).isTrue();
            assertThat(verified.report().dropped()).singleElement().satisfies(dropped -> {
                assertThat(dropped.origin()).isEqualTo(TestApi.ORIGIN.text());
                assertThat(dropped.fromSeq()).isZero();
                assertThat(dropped.toSeq()).isEqualTo(entries.size());
                assertThat(dropped.policy()).isEqualTo("30 days");
            });
        });
    }

    private Source source(String download) {
        byte[] file = api.evidence
                .follow(URI.create(api.get(download).is(303).header("location")))
                .orElseThrow();
        return () -> new ByteArrayInputStream(file);
    }

    @Test
    void aLegalHoldKeepsWhatItNames() {
        api.keep(new Retention(30, LocalDate.ofInstant(first, ZoneOffset.UTC)));
        assertThat(SearchingTest.seqs(api.get("/api/audit/stream").is(200))).isEqualTo(List.of(0L, 1L, 2L));
        api.get("/api/audit/" + expired).is(200);
    }
}
