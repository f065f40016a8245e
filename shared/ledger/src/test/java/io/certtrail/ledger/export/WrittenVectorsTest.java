package io.certtrail.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.Vectors;
import io.certtrail.ledger.entry.LoggedEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has the entries and the keys of the vectors writes them again, byte by byte. */
class WrittenVectorsTest {
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
    void theWriterMakesTheSameBytes(String name) throws IOException {
        byte[] expected = Vectors.bytes(name + ".csv");
        Manifest told = manifest(expected);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvExportWriter writer = new CsvExportWriter(out, VectorLog.ORIGIN, told.closed());
        for (LoggedEntry logged : VectorLog.ENTRIES) {
            if (told.filter().matches(logged.entry())) {
                writer.row(logged);
            }
        }
        ManifestDraft draft = new ManifestDraft(
                told.exportedAt(), told.actor(), told.version(), told.filter(), range(told.filter()), VectorLog.HEAD);

        Manifest manifest = writer.finish(draft, VectorLog.MAC, VectorLog.EXPORT_KEY);

        assertThat(out.toByteArray()).asString(StandardCharsets.UTF_8).isEqualTo(text(expected));
        assertThat(manifest).isEqualTo(told);
    }

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
    void theProofIsTheSameBytes(String name) throws IOException {
        Manifest told = manifest(Vectors.bytes(name + ".csv"));
        ExportRange range = range(told.filter());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ProofBody body = new ProofBody(lines);
        for (LoggedEntry logged : VectorLog.ENTRIES) {
            if (range.contains(logged.seq()) && !told.filter().matches(logged.entry())) {
                body.add(ProofLine.of(logged, told.filter(), told.closed()));
            }
        }
        List<ProofEdge> edges = range.edges().stream()
                .map(seq -> ProofEdge.of(VectorLog.ENTRIES.get(seq.intValue()), range.treeSize(), VectorLog.TREE))
                .toList();

        ProofHead head = ProofHead.of(VectorLog.ORIGIN, range, VectorLog.NOTE, edges, body, VectorLog.TREE);

        String written = text(head.bytes()) + "\n" + text(lines.toByteArray());
        assertThat(written).isEqualTo(text(Vectors.bytes(name + ".proof.jsonl")));
    }

    private static ExportRange range(ExportFilter filter) {
        return ExportRange.narrowest(
                filter,
                VectorLog.ENTRIES.size(),
                seq -> VectorLog.ENTRIES.get((int) seq).entry().time());
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
