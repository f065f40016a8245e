package io.certtrail.domain.exports;

import io.certtrail.domain.contents.ContentsExpired;
import io.certtrail.domain.contents.Reading;
import io.certtrail.domain.contents.Stretch;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.export.CsvExportWriter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.ProofBody;
import io.certtrail.ledger.export.ProofEdge;
import io.certtrail.ledger.export.ProofHead;
import io.certtrail.ledger.export.ProofLine;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.RangeRoot;
import java.io.IOException;
import java.util.List;

/**
 * Writes the entries of a range, in order: matches as rows, the others as lines of the proof. It reads a stretch at
 * a time, so its memory does not grow with the range. For one thread and one export.
 */
final class ExportWriter {
    /**
     * What is written.
     *
     * @param nodes the hashes of the tree outside the range
     */
    record Scope(Reading reading, Export export, ExportRange range, List<Hash> nodes) {}

    /**
     * Where it goes.
     *
     * @param digest of the table so far
     */
    record Sinks(EvidenceStore.Upload table, EvidenceStore.Upload proof, RunningDigest digest) {}

    private final Reading reading;
    private final Export export;
    private final ExportRange range;
    private final Sinks sinks;
    private final RangeRoot root;
    private final CsvExportWriter rows;
    private final ProofBody others;
    private final FigureCounter figures;
    private long seq;

    private ExportWriter(
            Scope scope,
            Sinks sinks,
            RangeRoot root,
            CsvExportWriter rows,
            ProofBody others,
            FigureCounter figures,
            long seq) {
        reading = scope.reading();
        export = scope.export();
        range = scope.range();
        this.sinks = sinks;
        this.root = root;
        this.rows = rows;
        this.others = others;
        this.figures = figures;
        this.seq = seq;
    }

    /** A writer from the beginning. */
    static ExportWriter begin(Scope scope, Sinks sinks) throws IOException {
        ExportRange range = scope.range();
        List<Attribute> closed = scope.export().asked().closed();
        return new ExportWriter(
                scope,
                sinks,
                new RangeRoot(range.treeSize(), range.fromSeq(), range.toSeq(), scope.nodes()),
                new CsvExportWriter(sinks.table(), scope.export().origin(), closed, sinks.digest()),
                new ProofBody(sinks.proof()),
                new FigureCounter(closed),
                range.fromSeq());
    }

    /** A writer that goes on; its sinks were resumed. */
    static ExportWriter resume(Scope scope, Sinks sinks, Mark.Midway from) {
        ExportRange range = scope.range();
        List<Attribute> closed = scope.export().asked().closed();
        return new ExportWriter(
                scope,
                sinks,
                RangeRoot.resume(range.treeSize(), range.fromSeq(), range.toSeq(), scope.nodes(), from.frontier()),
                CsvExportWriter.resume(sinks.table(), scope.export().origin(), closed, sinks.digest(), from.rows()),
                ProofBody.resume(sinks.proof(), from.ghosts(), from.hashes(), from.seq() - 1),
                from.figures(),
                from.seq());
    }

    /**
     * Writes until all is written, or the worker's time is up; some of it in any case.
     *
     * @param claim kept while this goes on
     * @return whether all is written
     * @throws LedgerMismatch if they are not the entries of the checkpoint
     */
    boolean write(Checkpoint checkpoint, Claim claim) throws IOException, LedgerMismatch, Claim.Lost {
        while (seq < range.toSeq()) {
            write(entries());
            claim.keep(progress());
            if (seq < range.toSeq() && !claim.hasTime()) {
                return false;
            }
        }
        Hash found = root.root();
        if (!found.equals(checkpoint.root())) {
            throw new LedgerMismatch("the entries [%d, %d) give the tree of %d entries the root %s, signed is %s"
                    .formatted(range.fromSeq(), range.toSeq(), range.treeSize(), found, checkpoint.root()));
        }
        return true;
    }

    Progress progress() {
        return new Progress(Progress.Step.ROWS, seq - range.fromSeq(), range.length(), rows.rows());
    }

    /** Where this is left off; the uploads are paused. */
    Mark.Midway pause() throws IOException {
        return new Mark.Midway(
                seq,
                rows.state(),
                sinks.digest().state(),
                others.ghosts(),
                others.hashes(),
                root.soFar(),
                figures,
                sinks.table().pause(),
                sinks.proof().pause());
    }

    CsvExportWriter rows() {
        return rows;
    }

    /** What the rows come to, when all have been written. */
    FigureCounter figures() {
        return figures;
    }

    /** The proof's first line, when all have been written. */
    ProofHead head(String note, List<Hash> nodes, List<ProofEdge> edges) {
        boolean complete = others.hashes() == 0;
        return new ProofHead(export.origin(), range, note, nodes, edges, complete, others.ghosts(), others.hashes());
    }

    private List<LoggedEntry> entries() {
        return switch (reading.from(seq)) {
            case Stretch.OfBlock(Block block) -> block.entries();
            case Stretch.OfSegment part -> part.entries();
            case Stretch.Expired _ -> throw new ContentsExpired(export.origin(), seq);
        };
    }

    private void write(List<LoggedEntry> entries) throws IOException {
        for (LoggedEntry entry : entries) {
            if (entry.seq() == seq && seq < range.toSeq()) {
                write(entry);
                seq++;
            }
        }
    }

    private void write(LoggedEntry entry) throws IOException {
        if (export.filter().matches(entry.entry())) {
            rows.row(entry);
            figures.add(entry.entry());
            root.add(entry.leaf().hash());
        } else {
            ProofLine line = ProofLine.of(entry, export.filter(), export.asked().closed());
            others.add(line);
            root.add(line.leafHash());
        }
    }
}
