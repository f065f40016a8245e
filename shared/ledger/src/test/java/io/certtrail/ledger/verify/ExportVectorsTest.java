package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.ledger.verify.Verdict.Tampered;
import io.certtrail.ledger.verify.Verdict.Undecided;
import io.certtrail.ledger.verify.Verdict.Verified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exports that an independent implementation made, and the ones that it spoiled. */
class ExportVectorsTest {
    private static final TrustedKeys KEYS =
            TrustedKeys.parse(new String(Vectors.bytes("log.vkey"), StandardCharsets.UTF_8));
    private static final ManifestMac SECRET = ManifestMac.of("test secret key".getBytes(StandardCharsets.UTF_8));
    private static final ExportVerifier VERIFIER = ExportVerifier.trusting(KEYS);

    @ParameterizedTest
    @CsvSource({
        "export-all, 700, 0, 0",
        "export-actor, 38, 662, 0",
        "export-empty, 0, 700, 0",
        "export-errors, 125, 375, 0",
        "export-range, 265, 0, 0",
        "export-redacted, 88, 612, 0",
        "export-text, 104, 263, 333"
    })
    void aGoodExportIsVerified(String name, long rows, long ghosts, long unopened) throws IOException {
        Report report = verified(VERIFIER.withSecret(SECRET).verify(csv(name), proof(name)));

        assertThat(report.manifest().rows()).isEqualTo(rows);
        assertThat(report.log())
                .isEqualTo(new Report.InLog(ghosts, unopened, Instant.parse("2026-11-22T11:29:07.450Z")));
        assertThat(report.isHmacChecked()).isTrue();
        assertThat(report.isComplete()).isEqualTo(unopened == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "bad-hmac-replaced, EXPORT_SIGNATURE, EXPORT, 267, , /signature",
        "bad-other-checkpoint, CHECKPOINT_OTHER, PROOF, 1, , /checkpoint",
        "bad-range-too-short, RANGE_TOO_SHORT, EXPORT, 89, , /toSeq",
        "bad-row-dropped, ROW_MISSING, EXPORT, 6, 55, seq",
        "bad-row-edited, ROW_CHANGED, EXPORT, 6, 54, row_hash",
        "bad-row-left-out, ROW_LEFT_OUT, PROOF, 311, 353, /open/value",
        "bad-rows-swapped, ROWS_OUT_OF_ORDER, EXPORT, 6, 55, seq",
        "bad-tail-cut, MANIFEST_MISSING, EXPORT, 267, , ''",
        "bad-trailing-bytes, TRAILING_BYTES, EXPORT, 268, , ''"
    })
    void aBadExportIsNotAndTheFindingIsWhatItsNameSays(
            String name, Fault fault, Place.File file, long line, Long seq, String part) throws IOException {
        Finding finding = finding(VERIFIER.verify(csv(name), proof(name)));

        assertThat(finding.fault()).isEqualTo(fault);
        assertThat(finding.place()).isEqualTo(new Place(file, line, seq, part));
        assertThat(finding.expected()).isNotEqualTo(finding.found());
    }

    @Test
    void aReplacedHmacIsNamedWhereTheSecretIsKnown() throws IOException {
        Finding finding =
                finding(VERIFIER.withSecret(SECRET).verify(csv("bad-hmac-replaced"), proof("bad-hmac-replaced")));

        assertThat(finding.fault()).isEqualTo(Fault.HMAC);
        assertThat(finding.expected()).isEqualTo("7b4e525d847ed2a9d933bb1abe97a60fe6cd7a8a36f47d2b3a7b42b1db5cad14");
        assertThat(finding.found()).isEqualTo("1b4e525d847ed2a9d933bb1abe97a60fe6cd7a8a36f47d2b3a7b42b1db5cad14");
    }

    @Test
    void aClosedAttributeLeavesNoConditionUncheckedThatDoesNotAskForIt() throws IOException {
        Report report = verified(VERIFIER.verify(csv("export-redacted"), proof("export-redacted")));

        assertThat(report.manifest().closed()).hasSize(4);
        assertThat(report.unchecked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-all", "export-range", "export-redacted", "export-text"})
    void withoutItsProofAnExportIsVerifiedAsSignedAndNothingIsSaidOfTheLog(String name) throws IOException {
        Report report = verified(VERIFIER.verify(csv(name), null));

        assertThat(report.log()).isNull();
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void withoutKeysItCanNotBeTold() throws IOException {
        Verdict verdict = ExportVerifier.trusting(TrustedKeys.NONE).verify(csv("export-all"), proof("export-all"));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> assertThat(undecided.reason()).isEqualTo(Verdict.Reason.NO_KEYS));
    }

    @Test
    void withTheKeysOfAnotherLogItCanNotBeTold() throws IOException {
        assertThat(reasonWith(List.of(0))).isEqualTo(Verdict.Reason.NO_EXPORT_KEY);
        assertThat(reasonWith(List.of(1))).isEqualTo(Verdict.Reason.NO_LOG_KEY);
    }

    @Test
    void withoutKeysATamperedFileIsStillFoundOut() throws IOException {
        Verdict verdict =
                ExportVerifier.trusting(TrustedKeys.NONE).verify(csv("bad-row-edited"), proof("bad-row-edited"));

        assertThat(finding(verdict).fault()).isEqualTo(Fault.ROW_CHANGED);
    }

    @Test
    void theProofOfAnotherExportIsRefused() throws IOException {
        assertThat(finding(VERIFIER.verify(csv("export-all"), proof("export-errors")))
                        .fault())
                .isEqualTo(Fault.PROOF_OF_ANOTHER_EXPORT);
        assertThat(finding(VERIFIER.verify(csv("export-errors"), proof("export-errors-of-nobody")))
                        .fault())
                .isEqualTo(Fault.PROOF_MALFORMED);
    }

    private static Verdict.Reason reasonWith(List<Integer> lines) throws IOException {
        TrustedKeys some = new TrustedKeys(lines.stream().map(KEYS.keys()::get).toList());
        Verdict verdict = ExportVerifier.trusting(some).verify(csv("export-range"), proof("export-range"));
        return ((Undecided) verdict).reason();
    }

    private static Report verified(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verified.class);
        return ((Verified) verdict).report();
    }

    private static Finding finding(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Tampered.class);
        return ((Tampered) verdict).finding();
    }

    private static Source csv(String name) {
        return () -> new ByteArrayInputStream(Vectors.bytes(name + ".csv"));
    }

    private static Source proof(String name) {
        return name.endsWith("nobody")
                ? () -> new ByteArrayInputStream(new byte[0])
                : () -> new ByteArrayInputStream(Vectors.bytes(name + ".proof.jsonl"));
    }
}
