package io.certtrail.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.verify.Dropped;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.ledger.verify.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was dropped is said: that it was there, and when it went. */
class DroppedTextTest {
    private static final Path EXPORT = VerifyCommandTest.VECTORS.resolve("export-all.csv");

    private final Inputs inputs = new Inputs(
            VerifyCommandTest.VECTORS,
            EXPORT,
            Optional.empty(),
            Optional.empty(),
            false,
            keys(),
            Optional.empty(),
            Optional.empty());

    private static TrustedKeys keys() {
        try {
            return TrustedKeys.parse(Files.readString(VerifyCommandTest.VECTORS.resolve("log.vkey")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Dropped dropped(int day) {
        return new Dropped(
                1_000L + day,
                Instant.parse("2026-12-23T00:20:00.000Z"),
                "certtrail.example/acme/1",
                100L * day,
                100L * day + 100,
                "30 days");
    }

    private Verdict verdict(int days) throws IOException {
        Verdict.Verified found =
                (Verdict.Verified) ExportVerifier.trusting(keys()).verify(Inputs.source(EXPORT), null);
        Report report = found.report();
        assertThat(report.dropped()).isEmpty();
        return new Verdict.Verified(new Report(
                report.manifest(),
                report.isHmacChecked(),
                report.log(),
                report.unchecked(),
                IntStream.range(0, days).mapToObj(DroppedTextTest::dropped).toList(),
                report.signers()));
    }

    @Test
    void forAPerson() throws IOException {
        assertThat(HumanText.of(verdict(1), inputs))
                .contains("  - Entries 0 to 99 of certtrail.example/acme/1 were there; their contents were dropped"
                        + " 2026-12-23 00:20:00.000 UTC (30 days), as entry 1000 says.\n");
        assertThat(HumanText.of(verdict(9), inputs)).contains("4 more entries say what was dropped");
        assertThat(HumanText.of(verdict(0), inputs)).doesNotContain("dropped");
    }

    @Test
    void forAProgram() throws IOException {
        Json.Obj json = (Json.Obj)
                JsonReader.parse(JsonText.of(verdict(2), inputs).strip().getBytes(StandardCharsets.UTF_8));
        assertThat(json.member("dropped"))
                .isInstanceOfSatisfying(
                        Json.Arr.class,
                        all -> assertThat(all.items())
                                .hasSize(2)
                                .first()
                                .isEqualTo(Json.obj()
                                        .put("seq", 1_000)
                                        .put("time", "2026-12-23T00:20:00.000Z")
                                        .put("origin", "certtrail.example/acme/1")
                                        .put("fromSeq", 0)
                                        .put("toSeq", 100)
                                        .put("policy", "30 days")
                                        .build()));
    }
}
