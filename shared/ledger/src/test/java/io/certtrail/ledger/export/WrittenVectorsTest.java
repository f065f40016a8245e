package io.certtrail.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has the entries and the keys of the vectors writes them again, byte by byte. */
class WrittenVectorsTest {
    private static final VectorLog LOG = VectorLog.whole();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export-all",
                "export-actor",
                "export-empty",
                "export-errors",
                "export-range",
                "export-redacted",
                "export-text"
            })
    void theWritersMakeTheSameBytes(String name) {
        byte[] csv = Vectors.bytes(name + ".csv");
        Manifest told = manifest(csv);
        ExportRange range = ExportRange.narrowest(
                told.filter(), LOG.size(), seq -> LOG.entry(seq).entry().time());
        ManifestDraft draft = new ManifestDraft(
                told.exportedAt(), told.actor(), told.version(), told.filter(), range, LOG.checkpoint());

        TestExport written = TestExport.of(LOG, draft, told.closed());

        assertThat(text(written.csv())).isEqualTo(text(csv));
        assertThat(text(written.proof())).isEqualTo(text(Vectors.bytes(name + ".proof.jsonl")));
        assertThat(written.manifest()).isEqualTo(told);
    }

    private static Manifest manifest(byte[] csv) {
        String last = text(csv).lines().reduce((a, b) -> b).orElseThrow();
        byte[] line = last.getBytes(StandardCharsets.UTF_8);
        return Manifest.parse(Arrays.copyOfRange(line, Manifest.LINE_START.length(), line.length));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
