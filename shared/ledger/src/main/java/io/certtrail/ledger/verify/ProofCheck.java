package io.certtrail.ledger.verify;

import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.ProofEdge;
import io.certtrail.ledger.export.ProofHead;
import io.certtrail.ledger.export.ProofLine;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.ProofException;
import io.certtrail.ledger.merkle.RangeRoot;
import io.certtrail.ledger.verify.Lines.Line;
import io.certtrail.ledger.verify.RowReader.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a proof file against the export that it belongs to: that rows and proof together are all entries of the range,
 * each once, that no match was left out, and that their tree is the signed one. Reads rows and lines one by one, merged
 * by seq. Not thread-safe.
 */
final class ProofCheck {
    private static final Place HEAD = Place.proof(1);

    private final Lines lines;
    private final Manifest manifest;
    private final RowReader rows;
    private final ExportRange range;
    private final TreeStates states;
    private final TimeOrder times = new TimeOrder();
    private long ghosts;
    private long unopened;
    private @Nullable Line line;
    private @Nullable ProofLine proofLine;
    private @Nullable Row row;

    ProofCheck(Lines lines, Manifest manifest, RowReader rows, TreeStates states) {
        this.lines = lines;
        this.manifest = manifest;
        this.rows = rows;
        this.states = states;
        range = manifest.range();
    }

    /**
     * What a proof that holds has shown.
     *
     * @param signers the known keys that signed the checkpoint; none if its signature could not be checked
     */
    record Result(Report.InLog inLog, List<VerifierKey> signers) {
        Result {
            signers = List.copyOf(signers);
        }
    }

    Result check(TrustedKeys keys) throws IOException {
        ProofHead head = head();
        List<VerifierKey> signers = CheckpointCheck.check(head.checkpoint(), manifest, keys, HEAD.at("/checkpoint"));
        requireCounts(head);
        EdgeCheck edges = new EdgeCheck(manifest, head, HEAD);
        edges.check();
        ProofEdge before = edges.before();
        if (before != null) {
            times.see(before.time(), HEAD.of(before.seq()));
        }
        requireRoot(head);
        requireCounted(head);
        edges.behind().forEach(edge -> times.see(edge.time(), HEAD.of(edge.seq())));
        return new Result(new Report.InLog(ghosts, unopened, edges.lastWritten()), signers);
    }

    private ProofHead head() throws IOException {
        Line first = lines.next();
        if (first == null) {
            throw new FaultException(Fault.PROOF_MALFORMED, HEAD, "a proof's head", "an empty file");
        }
        requireEnd(first);
        ProofHead head = FaultException.read(
                Fault.PROOF_MALFORMED, HEAD, () -> ProofHead.parse(first.bytes().array()));
        FaultException.requireEqual(
                Fault.PROOF_OF_ANOTHER_EXPORT, HEAD.at("/origin"), manifest.origin(), head.origin());
        FaultException.require(
                head.range().equals(range), Fault.PROOF_OF_ANOTHER_EXPORT, HEAD, shown(range), shown(head.range()));
        return head;
    }

    private void requireCounts(ProofHead head) {
        long left = range.length() - manifest.rows();
        boolean sum = head.ghosts() <= left && head.hashes() == left - head.ghosts();
        FaultException.require(
                sum,
                Fault.PROOF_COUNTS,
                HEAD,
                left + " ghosts and hashes beside " + manifest.rows() + " rows for " + range.length() + " entries",
                head.ghosts() + " ghosts and " + head.hashes() + " hashes");
        FaultException.requireEqual(Fault.COMPLETE_FLAG, HEAD.at("/complete"), head.hashes() == 0, head.complete());
    }

    private void requireRoot(ProofHead head) throws IOException {
        RangeRoot tree;
        try {
            tree = new RangeRoot(range.treeSize(), range.fromSeq(), range.toSeq(), head.nodes());
        } catch (ProofException e) {
            throw new FaultException(
                    Fault.PROOF_MALFORMED,
                    HEAD.at("/nodes"),
                    "a hash for each subtree",
                    String.valueOf(e.getMessage()));
        }
        row = rows.next();
        nextLine();
        for (long seq = range.fromSeq(); seq < range.toSeq(); seq++) {
            states.at(seq, tree::rootSoFar);
            take(seq, tree);
        }
        if (range.length() > 0) {
            states.at(range.toSeq(), tree::rootSoFar);
        }
        if (line != null) {
            throw new FaultException(
                    Fault.PROOF_COUNTS, Place.proof(line.number()), "the end of the file", "one more line");
        }
        FaultException.requireEqual(
                Fault.ROOT,
                HEAD.at("/checkpoint"),
                manifest.rootHash().base64(),
                tree.root().base64());
    }

    /** Adds the entry of that seq to the tree, from wherever it stands. */
    private void take(long seq, RangeRoot tree) throws IOException {
        Row asRow = row;
        ProofLine asLine = proofLine;
        if (asLine != null && asLine.seq() == seq) {
            Place place = linePlace();
            FaultException.require(
                    asRow == null || asRow.seq() != seq,
                    Fault.ENTRY_REPEATED,
                    place,
                    "no line for an entry that is a row",
                    "one");
            checkLine(asLine, place);
            tree.add(asLine.leafHash());
            nextLine();
        } else if (asRow != null && asRow.seq() == seq) {
            Instant time = asRow.time();
            if (time != null) {
                times.see(time, asRow.place());
            }
            tree.add(asRow.leafHash());
            row = rows.next();
        } else {
            throw missing(seq, asLine);
        }
    }

    private FaultException missing(long seq, @Nullable ProofLine next) {
        if (next != null && next.seq() < seq) {
            return new FaultException(
                    Fault.ENTRY_REPEATED, linePlace(), "a line of seq " + seq + " or more", Long.toString(next.seq()));
        }
        Place place = line == null ? Place.proof(1 + ghosts + unopened + 1) : linePlace();
        return new FaultException(
                Fault.ENTRY_MISSING,
                place.of(seq),
                "a row or a line of seq " + seq,
                next == null ? "neither" : "a line of seq " + next.seq());
    }

    private void checkLine(ProofLine found, Place place) {
        switch (found) {
            case ProofLine.Unopened hash -> unopened++;
            case ProofLine.Ghost ghost -> {
                ghosts++;
                checkGhost(ghost, place);
            }
        }
    }

    private void checkGhost(ProofLine.Ghost ghost, Place place) {
        Attribute attribute = ghost.open().attribute();
        Json value = ghost.open().value();
        FaultException.require(
                ExportFilter.DISPROVING.contains(attribute)
                        && !manifest.closed().contains(attribute),
                Fault.PROOF_MALFORMED,
                place.at("/open/name"),
                "one of "
                        + ExportFilter.DISPROVING.stream().map(Attribute::text).toList() + " that is not closed",
                attribute.text());
        FaultException.require(
                ghost.open().opens(ghost.leaf()),
                Fault.GHOST_OPENING,
                place.at("/open"),
                "the " + attribute.text() + " to which its leaf commits",
                Jcs.text(value));
        FaultException.require(
                disproves(attribute, value, place),
                Fault.ROW_LEFT_OUT,
                place.at("/open/value"),
                "a value that does not match " + Jcs.text(manifest.filter().toJson()),
                attribute.text() + " " + Jcs.text(value));
        if (attribute == Attribute.TIME && value instanceof Json.Str(String time)) {
            times.see(LedgerTime.parse(time), place);
        }
    }

    private boolean disproves(Attribute attribute, Json value, Place place) {
        try {
            return manifest.filter().disproves(attribute, value);
        } catch (IllegalArgumentException e) {
            throw new FaultException(
                    Fault.PROOF_MALFORMED,
                    place.at("/open/value"),
                    "a value of " + attribute.text(),
                    String.valueOf(e.getMessage()));
        }
    }

    private void requireCounted(ProofHead head) {
        FaultException.requireEqual(Fault.PROOF_COUNTS, HEAD.at("/ghosts"), ghosts, head.ghosts());
        FaultException.requireEqual(Fault.PROOF_COUNTS, HEAD.at("/hashes"), unopened, head.hashes());
    }

    private void nextLine() throws IOException {
        Line next = lines.next();
        line = next;
        proofLine = null;
        if (next != null) {
            requireEnd(next);
            proofLine = FaultException.read(
                    Fault.PROOF_MALFORMED,
                    Place.proof(next.number()),
                    () -> ProofLine.parse(next.bytes().array()));
        }
    }

    private static void requireEnd(Line line) {
        FaultException.require(
                line.ended(), Fault.PROOF_MALFORMED, Place.proof(line.number()), "a line end", "the end of the file");
    }

    private Place linePlace() {
        Place place = Place.proof(line == null ? 1 : line.number());
        return proofLine == null ? place : place.of(proofLine.seq());
    }

    private static String shown(ExportRange range) {
        return "entries " + range.fromSeq() + " to below " + range.toSeq() + " of " + range.treeSize();
    }
}
