package io.certtrail.domain.exports;

import io.certtrail.ledger.export.CsvExportWriter;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.merkle.Frontier;

/**
 * Where an attempt left off, for the next one to go on from. It is a file beside the export's own; the export says which,
 * and its digest, so that nobody can put another one in its place.
 */
sealed interface Mark {
    /**
     * Between two rows.
     *
     * @param seq of the next entry to look at
     * @param digest the state of the table's {@link RunningDigest}
     * @param ghosts lines of the proof that open an attribute
     * @param hashes lines of the proof that open none
     * @param frontier of the tree so far
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Midway(
            long seq,
            CsvExportWriter.State rows,
            byte[] digest,
            long ghosts,
            long hashes,
            Frontier frontier,
            FigureCounter figures,
            EvidenceStore.Paused table,
            EvidenceStore.Paused proof)
            implements Mark {}

    /** Table and proof are stored; what is left is the bundle. The result is that of the table. */
    record Written(Manifest manifest, Result result, FigureCounter figures) implements Mark {}
}
