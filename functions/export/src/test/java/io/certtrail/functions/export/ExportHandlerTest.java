package io.certtrail.functions.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.aws.exports.ExportMessage;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.State;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(Lifecycle.PER_CLASS)
final class ExportHandlerTest {
    private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";
    private static final String FIRST_FAILED = "{\"batchItemFailures\":[{\"itemIdentifier\":\"m-0\"}]}";

    private final Cloud cloud;
    private final ExportHandler handler;
    private final ExportDeadLetterHandler deadLetters;

    ExportHandlerTest(@TempDir Path folder) throws IOException {
        cloud = new Cloud(folder);
        handler = new ExportHandler(cloud.wiring);
        deadLetters = new ExportDeadLetterHandler(cloud.wiring);
    }

    @BeforeAll
    void fillTheLedger() {
        for (int i = 0; i < 6; i++) {
            cloud.log(100);
        }
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @BeforeEach
    void forgetWhatIsLeftOfOtherTests() {
        cloud.drain();
        cloud.sqs.take(Cloud.EXPORTS);
        cloud.log.reset();
    }

    @Test
    void anExportIsMadeAndItsLinksLeadToFilesThatVerify() throws IOException {
        long size = cloud.size();
        Export asked = request(ExportFilter.NONE);
        assertThat(Cloud.invoke(handler, jobs())).isEqualTo(NONE_FAILED);
        assertThat(find(asked).result().orElseThrow().rows()).isEqualTo(size).isGreaterThan(600);
        assertVerified(asked, size);
    }

    @Test
    void anExportByTimeReadsItsProofFromThePublishedTiles() throws IOException {
        Instant middle = Instant.now();
        cloud.log(40);
        Export asked = request(filter("{\"from\":\"%s\"}".formatted(LedgerTime.text(LedgerTime.of(middle)))));
        assertThat(Cloud.invoke(handler, jobs())).isEqualTo(NONE_FAILED);
        assertThat(find(asked).result().orElseThrow().fromSeq()).isGreaterThan(500);
        assertVerified(asked, 40);
    }

    @Test
    void whatWasRecordedButNotYetLoggedWhenAskedForIsExported() throws Exception {
        long size = cloud.size();
        cloud.record(7);
        Export asked = request(ExportFilter.NONE);
        Thread sequencer = Thread.startVirtualThread(cloud::drain);
        assertThat(Cloud.invoke(handler, jobs())).isEqualTo(NONE_FAILED);
        sequencer.join();
        assertVerified(asked, size + 7);
    }

    @Test
    void exportAndDownloadAreInTheLedgerAfterwards() throws IOException {
        Export asked = request(ExportFilter.NONE);
        Cloud.invoke(handler, jobs());
        cloud.desk.fileLink(Cloud.ALICE, asked.id());
        cloud.drain();
        assertThat(cloud.actionsOn(asked)).containsExactly("audit.exported", "audit.export.downloaded");
    }

    @ParameterizedTest
    @EnumSource(names = {"PDF", "ZIP"})
    void aBundleIsMadeAndItsProofHandedOut(Format format) throws IOException {
        Export asked = cloud.desk.request(Cloud.ALICE, format, ExportFilter.NONE, List.of());
        assertThat(Cloud.invoke(handler, jobs())).isEqualTo(NONE_FAILED);
        byte[] bundle = download(cloud.desk.fileLink(Cloud.ALICE, asked.id()).orElseThrow());
        byte[] proof = download(cloud.desk.proofLink(Cloud.ALICE, asked.id()).orElseThrow());
        assertThat(new String(bundle, 0, 2, StandardCharsets.US_ASCII)).isEqualTo(format == Format.PDF ? "%P" : "PK");
        assertThat(HexFormat.of().formatHex(Sha256.digest().digest(bundle)))
                .isEqualTo(find(asked).result().orElseThrow().sha256());
        assertThat(new String(proof, StandardCharsets.UTF_8)).startsWith("{");
    }

    @Test
    void anExportThatTakesLongerThanAFunctionMayRunGoesOnInTheNextOnes() throws IOException {
        long size = cloud.size();
        Export asked = request(ExportFilter.NONE);
        List<String> jobs = jobs();
        int functions = 0;
        long done = -1;
        while (!jobs.isEmpty() && functions < 2_000) {
            assertThat(find(asked).work().progress().done()).isGreaterThan(done);
            done = find(asked).work().progress().done();
            assertThat(Cloud.invoke(handler, jobs, Duration.ofSeconds(3))).isEqualTo(NONE_FAILED);
            jobs = jobs();
            functions++;
        }
        assertThat(functions).isGreaterThan(2);
        assertThat(cloud.log.toString(UTF_8)).contains("left off after ");
        assertVerified(asked, size);
        cloud.drain();
        assertThat(cloud.actionsOn(asked))
                .containsExactly("audit.exported", "audit.export.downloaded", "audit.export.downloaded");
    }

    @Test
    void aMessageThatComesTwiceIsDoneOnce() throws IOException {
        Export asked = request(ExportFilter.NONE);
        List<String> jobs = jobs();
        assertThat(Cloud.invoke(handler, jobs)).isEqualTo(NONE_FAILED);
        assertThat(Cloud.invoke(handler, jobs)).isEqualTo(NONE_FAILED);
        cloud.drain();
        assertThat(cloud.actionsOn(asked)).containsExactly("audit.exported");
    }

    @Test
    void aMessageThatIsNoneOfOursComesAgainUntilItIsGivenUp() throws IOException {
        Export asked = request(ExportFilter.NONE);
        String good = jobs().getFirst();
        assertThat(Cloud.invoke(handler, List.of("what is this?", good))).isEqualTo(FIRST_FAILED);
        assertThat(find(asked).state()).isInstanceOf(State.Ready.class);
        assertThat(Cloud.invoke(deadLetters, List.of("what is this?"))).isEqualTo(NONE_FAILED);
    }

    @Test
    void aMessageAboutNothingIsDoneWith() throws IOException {
        String unknown = new ExportMessage("acme", new UUID(1, 2)).text();
        assertThat(Cloud.invoke(handler, List.of(unknown))).isEqualTo(NONE_FAILED);
        assertThat(Cloud.invoke(deadLetters, List.of(unknown))).isEqualTo(NONE_FAILED);
    }

    @Test
    void anExportWhoseMessageWasGivenUpFails() throws IOException {
        Export asked = request(ExportFilter.NONE);
        assertThat(Cloud.invoke(deadLetters, jobs())).isEqualTo(NONE_FAILED);
        assertThat(find(asked).state()).isInstanceOf(State.Failed.class);
        cloud.drain();
        assertThat(cloud.actionsOn(asked)).containsExactly("audit.export.failed");
    }

    @Test
    void aReadyExportWhoseMessageWasGivenUpStaysReady() throws IOException {
        Export asked = request(ExportFilter.NONE);
        List<String> jobs = jobs();
        Cloud.invoke(handler, jobs);
        assertThat(Cloud.invoke(deadLetters, jobs)).isEqualTo(NONE_FAILED);
        assertThat(find(asked).state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void everyOutcomeIsALineOfTheLog() throws IOException {
        Export asked = request(ExportFilter.NONE);
        Cloud.invoke(handler, jobs());
        List<String> lines = cloud.log.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        Json.Obj line = (Json.Obj) JsonReader.parse(lines.getFirst().getBytes(UTF_8));
        assertThat(line.get("export")).isEqualTo(new Json.Str(asked.id().toString()));
        assertThat(line.get("message"))
                .isInstanceOfSatisfying(
                        Json.Str.class, message -> assertThat(message.value()).startsWith("made with "));
    }

    @Test
    void aQueueThatIsDownLosesNoExport() {
        cloud.sqs.breakDown();
        Export asked = request(ExportFilter.NONE);
        cloud.sqs.repair();
        assertThat(cloud.store.unfinished("acme", 9)).contains(asked.id());
    }

    private Export request(ExportFilter filter) {
        return cloud.desk.request(Cloud.ALICE, Format.CSV, filter, List.of());
    }

    private Export find(Export export) {
        return cloud.desk.find("acme", export.id());
    }

    private List<String> jobs() {
        return cloud.sqs.take(Cloud.EXPORTS);
    }

    private static ExportFilter filter(String json) {
        return ExportFilter.parse((Json.Obj) JsonReader.parse(json.getBytes(UTF_8)));
    }

    private void assertVerified(Export export, long rows) throws IOException {
        byte[] file = download(cloud.desk.fileLink(Cloud.ALICE, export.id()).orElseThrow());
        byte[] proof = download(cloud.desk.proofLink(Cloud.ALICE, export.id()).orElseThrow());
        Verdict verdict = ExportVerifier.trusting(cloud.keys)
                .withSecret(cloud.mac)
                .verify(() -> new ByteArrayInputStream(file), () -> new ByteArrayInputStream(proof));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            assertThat(verified.report().manifest().rows()).isEqualTo(rows);
            assertThat(verified.report().isComplete()).isTrue();
            assertThat(verified.report().isHmacChecked()).isTrue();
        });
    }

    private static byte[] download(URI link) throws IOException {
        try (InputStream in = link.toURL().openStream()) {
            return in.readAllBytes();
        }
    }
}
