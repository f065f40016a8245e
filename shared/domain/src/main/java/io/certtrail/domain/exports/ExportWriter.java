package io.certtrail.domain.exports;

import io.certtrail.domain.chain.ChainReader;
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
 * Writes the entries of a range, in order: matches as rows, the others as lines of the proof. It reads a few blocks at a
 * time, so its memory does not grow with the range. For one thread and one export.
 */
final class ExportWriter {
    /** A block takes up to some megabytes of memory, and a round trip when it is read alone. */
    private static final int BLOCKS_AT_ONCE = 4;

    private final ChainReader chain;
    private final Origin origin;
    private final ExportFilter filter;
    private final ExportRange range;
    private final RangeRoot root;
    private final CsvExportWriter rows;
    private final ProofBody others;

    /** @param nodes the hashes of the tree outside the range */
    ExportWriter(
            ChainReader chain,
            Export export,
            ExportRange range,
            List<Hash> nodes,
            OutputStream table,
            OutputStream proof)
            throws IOException {
        this.chain = chain;
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
     * @param firstN the block that holds the range's first entry
     * @param claim kept while this goes on
     * @throws LedgerMismatch if they are not the entries of the checkpoint
     * @throws MissingBlock if a block is gone
     */
    void write(long firstN, Checkpoint checkpoint, Claim claim)
            throws IOException, LedgerMismatch, Claim.Lost, ExportTrouble {
        long n = firstN;
        long seq = range.fromSeq();
        while (seq < range.toSeq()) {
            claim.keep();
            for (Block block : blocks(n)) {
                seq = write(block, seq);
                n = block.n() + 1;
            }
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

    /** The proof's first line, when all have been written. */
    ProofHead head(String note, List<Hash> nodes, List<ProofEdge> edges) {
        boolean complete = others.hashes() == 0;
        return new ProofHead(origin, range, note, nodes, edges, complete, others.ghosts(), others.hashes());
    }

    private List<Block> blocks(long n) {
        List<Block> blocks = chain.blocks(origin, n, n + BLOCKS_AT_ONCE);
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).n() != n + i) {
                throw new MissingBlock(origin, n + i);
            }
        }
        if (blocks.isEmpty()) {
            throw new MissingBlock(origin, n);
        }
        return blocks;
    }

    /** @return the place after the last one that was written */
    private long write(Block block, long from) throws IOException, LedgerMismatch {
        long next = from;
        for (LoggedEntry entry : block.entries()) {
            if (entry.seq() < next) {
                continue;
            }
            if (next == range.toSeq()) {
                return next;
            }
            if (entry.seq() > next) {
                throw new LedgerMismatch(
                        "entry %d is missing before block %d of %s".formatted(next, block.n(), origin.text()));
            }
            write(entry);
            next++;
        }
        return next;
    }

    private void write(LoggedEntry entry) throws IOException {
        if (filter.matches(entry.entry())) {
            rows.row(entry);
            root.add(entry.leaf().hash());
        } else {
            ProofLine line = ProofLine.of(entry, filter, List.of());
            others.add(line);
            root.add(line.leafHash());
        }
    }
}
