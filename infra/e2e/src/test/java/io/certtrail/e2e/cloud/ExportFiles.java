package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.export.ExportRow;
import io.certtrail.ledger.export.RowCodec;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.ledger.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** An export of everything, with its proof. */
final class ExportFiles {
    private final Path export;
    private final Path proof;
    private final TrustedKeys keys;

    private ExportFiles(Path export, Path proof, TrustedKeys keys) {
        this.export = export;
        this.proof = proof;
        this.keys = keys;
    }

    /** Asks a cloud for an export and gets both files. */
    static ExportFiles get(CloudProcess cloud, ApiClient api, Path folder) throws IOException, InterruptedException {
        String id = api.export();
        Path export = folder.resolve(id + ".csv");
        Path proof = folder.resolve(id + ".proof.jsonl");
        api.download("/api/exports/" + id + "/download", export);
        api.download("/api/exports/" + id + "/proof", proof);
        return new ExportFiles(export, proof, TrustedKeys.parse(cloud.file("log.vkey")));
    }

    /** Verifies both. */
    Report verified() throws IOException {
        Verdict verdict = ExportVerifier.trusting(keys)
                .verify(() -> Files.newInputStream(export), () -> Files.newInputStream(proof));
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        Report report = ((Verdict.Verified) verdict).report();
        assertThat(report.isComplete()).isTrue();
        return report;
    }

    /** How often each id is a row. */
    Map<UUID, Integer> ids() throws IOException {
        Map<UUID, Integer> ids = new HashMap<>();
        for (ExportRow row : rows()) {
            ids.merge(((ExportRow.Full) row).logged().entry().id(), 1, Integer::sum);
        }
        return ids;
    }

    private List<ExportRow> rows() throws IOException {
        RowCodec codec = RowCodec.of(List.of());
        List<String> lines = Files.readAllLines(export);
        List<ExportRow> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            rows.add(codec.parse(line.substring(0, line.lastIndexOf(','))));
        }
        return rows;
    }

    /** Each checkpoint is signed, and is the root of the first entries of this log: so each extends every earlier one. */
    void extendsAll(Collection<String> notes) throws IOException {
        Map<Long, Checkpoint> checkpoints = new HashMap<>();
        for (String note : notes) {
            SignedNote signed = SignedNote.parse(note);
            assertThat(signed.verify(keys.keys())).as(note).isNotEmpty();
            Checkpoint checkpoint = Checkpoint.parse(signed.text());
            Checkpoint other = checkpoints.put(checkpoint.size(), checkpoint);
            assertThat(Objects.requireNonNullElse(other, checkpoint)).isEqualTo(checkpoint);
        }
        Frontier frontier = Frontier.EMPTY;
        for (ExportRow row : rows()) {
            frontier = frontier.append(row.leafHash());
            Checkpoint checkpoint = checkpoints.remove(frontier.size());
            if (checkpoint != null) {
                assertThat(frontier.root()).isEqualTo(checkpoint.root());
            }
        }
        assertThat(checkpoints)
                .as("checkpoints of more entries than the export has")
                .isEmpty();
    }
}
