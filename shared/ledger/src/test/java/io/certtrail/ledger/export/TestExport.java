package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LoggedEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** An export with its proof, as the writers make it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TestExport(Manifest manifest, byte[] csv, byte[] proof) {
    private static final Instant EXPORTED_AT = Instant.parse("2026-11-22T12:00:00Z");

    /** Of the first entries of the vectors' log, at a checkpoint of just these. */
    public static TestExport of(VectorLog log, ExportFilter filter, List<Attribute> closed) {
        ExportRange range = ExportRange.narrowest(
                filter, log.size(), seq -> log.entry(seq).entry().time());
        return of(log, filter, closed, range);
    }

    public static TestExport of(VectorLog log, ExportFilter filter, List<Attribute> closed, ExportRange range) {
        return of(log, new ManifestDraft(EXPORTED_AT, "alice", "0.1.0", filter, range, log.checkpoint()), closed);
    }

    public static TestExport of(VectorLog log, ManifestDraft draft, List<Attribute> closed) {
        try {
            ByteArrayOutputStream csv = new ByteArrayOutputStream();
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            CsvExportWriter writer = new CsvExportWriter(csv, VectorLog.ORIGIN, closed);
            ProofBody body = new ProofBody(lines);
            for (long seq = draft.range().fromSeq(); seq < draft.range().toSeq(); seq++) {
                LoggedEntry logged = log.entry(seq);
                if (draft.filter().matches(logged.entry())) {
                    writer.row(logged);
                } else {
                    body.add(ProofLine.of(logged, draft.filter(), closed));
                }
            }
            Manifest manifest = writer.finish(draft, VectorLog.MAC, VectorLog.EXPORT_KEY);
            return new TestExport(manifest, csv.toByteArray(), proof(log, draft, body, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] proof(VectorLog log, ManifestDraft draft, ProofBody body, ByteArrayOutputStream lines)
            throws IOException {
        ExportRange range = draft.range();
        List<ProofEdge> edges = range.edges().stream()
                .map(seq -> ProofEdge.of(log.entry(seq), range.treeSize(), log))
                .toList();
        Checkpoint checkpoint = draft.checkpoint();
        String note = checkpoint.sign(VectorLog.LOG_KEY).format();
        ByteArrayOutputStream proof = new ByteArrayOutputStream();
        proof.write(
                ProofHead.of(VectorLog.ORIGIN, range, note, edges, body, log).bytes());
        proof.write('\n');
        proof.write(lines.toByteArray());
        return proof.toByteArray();
    }
}
