package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
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
    /** Whose log it is. */
    public record Owner(Origin origin, NoteSigner logKey, NoteSigner exportKey) {}

    private static final Owner ACME = new Owner(VectorLog.ORIGIN, VectorLog.LOG_KEY, VectorLog.EXPORT_KEY);
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
        return of(ACME, log, draft, closed);
    }

    /** The same entries in another's log. */
    public static TestExport of(Owner owner, VectorLog log) {
        Checkpoint acme = log.checkpoint();
        return of(
                owner,
                log,
                new ManifestDraft(
                        EXPORTED_AT,
                        "alice",
                        "0.1.0",
                        ExportFilter.NONE,
                        new ExportRange(log.size(), 0, log.size()),
                        new Checkpoint(owner.origin(), acme.size(), acme.root())),
                List.of());
    }

    private static TestExport of(Owner owner, VectorLog log, ManifestDraft draft, List<Attribute> closed) {
        try {
            ByteArrayOutputStream csv = new ByteArrayOutputStream();
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            CsvExportWriter writer = new CsvExportWriter(csv, owner.origin(), closed);
            ProofBody body = new ProofBody(lines);
            for (long seq = draft.range().fromSeq(); seq < draft.range().toSeq(); seq++) {
                LoggedEntry logged = log.entry(seq);
                if (draft.filter().matches(logged.entry())) {
                    writer.row(logged);
                } else {
                    body.add(ProofLine.of(logged, draft.filter(), closed));
                }
            }
            Manifest manifest = writer.finish(draft, VectorLog.MAC, owner.exportKey());
            return new TestExport(manifest, csv.toByteArray(), proof(owner, log, draft, body, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] proof(
            Owner owner, VectorLog log, ManifestDraft draft, ProofBody body, ByteArrayOutputStream lines)
            throws IOException {
        ExportRange range = draft.range();
        List<ProofEdge> edges = range.edges().stream()
                .map(seq -> ProofEdge.of(log.entry(seq), range.treeSize(), log))
                .toList();
        Checkpoint checkpoint = draft.checkpoint();
        String note = checkpoint.sign(owner.logKey()).format();
        ByteArrayOutputStream proof = new ByteArrayOutputStream();
        proof.write(ProofHead.of(owner.origin(), range, note, edges, body, log).bytes());
        proof.write('\n');
        proof.write(lines.toByteArray());
        return proof.toByteArray();
    }
}
