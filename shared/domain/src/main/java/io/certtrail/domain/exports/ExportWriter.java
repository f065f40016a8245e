package io.certtrail.domain.exports;

import io.certtrail.domain.contents.ContentsExpired;
import io.certtrail.domain.contents.Reading;
import io.certtrail.domain.contents.Stretch;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.export.CsvExportWriter;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.ProofBody;
import io.certtrail.ledger.export.ProofEdge;
import io.certtrail.ledger.export.ProofHead;
import io.certtrail.ledger.export.ProofLine;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.RangeRoot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes the entries of a range, in order: matches as rows, the others as lines of the proof. It reads a stretch at
 * a time, so its memory does not grow with the range. For one thread and one export.
 */
final class ExportWriter {
    private final Reading reading;
    private final Origin origin;
    private final ExportFilter filter;
    private final ExportRange range;
    private final RangeRoot root;
    private final CsvExportWriter rows;
    private final ProofBody others;
    private final FigureCounter figures = new FigureCounter();

    /** @param nodes the hashes of the tree outside the range */
    ExportWriter(
            Reading reading, Export export, ExportRange range, List<Hash> nodes, OutputStream table, OutputStream proof)
            throws IOException {
        this.reading = reading;
        this.origin = export.origin();
        this.filter = export.filter();
        this.range = range;
        root = new RangeRoot(range.treeSize(), range.fromSeq(), range.toSeq(), nodes);
        rows = new CsvExportWriter(table, origin);
        others = new ProofBody(proof);
    }

    /**
     * Writes all of them.
     *
     * @param claim kept while this goes on
     * @throws LedgerMismatch if they are not the entries of the checkpoint
     */
    void write(Checkpoint checkpoint, Claim claim) throws IOException, LedgerMismatch, Claim.Lost, ExportTrouble {
        long seq = range.fromSeq();
        while (seq < range.toSeq()) {
            claim.keep();
            seq = write(entries(seq), seq);
        }
        Hash found = root.root();
        if (!found.equals(checkpoint.root())) {
            throw new LedgerMismatch("the entries [%d, %d) give the tree of %d entries the root %s, signed is %s"
                    .formatted(range.fromSeq(), range.toSeq(), range.treeSize(), found, checkpoint.root()));
        }
    }

    CsvExportWriter rows() {
        return rows;
    }

    /** What the rows come to, when all have been written. */
    Figures figures() {
        return figures.figures();
    }

    /** The proof's first line, when all have been written. */
    ProofHead head(String note, List<Hash> nodes, List<ProofEdge> edges) {
        boolean complete = others.hashes() == 0;
        return new ProofHead(origin, range, note, nodes, edges, complete, others.ghosts(), others.hashes());
    }

    private List<LoggedEntry> entries(long seq) {
        return switch (reading.from(seq)) {
            case Stretch.OfBlock(Block block) -> block.entries();
            case Stretch.OfSegment part -> part.entries();
            case Stretch.Expired _ -> throw new ContentsExpired(origin, seq);
        };
    }

    /** @return the place after the last one that was written */
    private long write(List<LoggedEntry> entries, long from) throws IOException {
        long next = from;
        for (LoggedEntry entry : entries) {
            if (entry.seq() == next && next < range.toSeq()) {
                write(entry);
                next++;
            }
        }
        return next;
    }

    private void write(LoggedEntry entry) throws IOException {
        if (filter.matches(entry.entry())) {
            rows.row(entry);
            figures.add(entry.entry());
            root.add(entry.leaf().hash());
        } else {
            ProofLine line = ProofLine.of(entry, filter, List.of());
            others.add(line);
            root.add(line.leafHash());
        }
    }
}
