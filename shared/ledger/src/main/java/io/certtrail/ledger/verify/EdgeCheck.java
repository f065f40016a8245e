package io.certtrail.ledger.verify;

import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.ProofEdge;
import io.certtrail.ledger.export.ProofHead;
import io.certtrail.ledger.merkle.InclusionProof;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the entries at the edges of a range: that they are in the log, and that no match can lie beyond them. */
final class EdgeCheck {
    private final Manifest manifest;
    private final ProofHead head;
    private final Place place;

    EdgeCheck(Manifest manifest, ProofHead head, Place place) {
        this.manifest = manifest;
        this.head = head;
        this.place = place.at("/edges");
    }

    void check() {
        List<Long> found = head.edges().stream().map(ProofEdge::seq).toList();
        FaultException.requireEqual(Fault.EDGES, place, manifest.range().edges(), found);
        for (int i = 0; i < head.edges().size(); i++) {
            ProofEdge edge = head.edges().get(i);
            check(edge, place.of(edge.seq()).at("/edges/" + i));
        }
    }

    private void check(ProofEdge edge, Place at) {
        FaultException.require(
                edge.open().opens(edge.leaf()),
                Fault.EDGE_OPENING,
                at.at(at.part() + "/open"),
                "the time to which its leaf commits",
                LedgerTime.text(edge.time()));
        boolean included = InclusionProof.verify(
                edge.seq(), manifest.range().treeSize(), edge.leaf().hash(), edge.proof(), manifest.rootHash());
        FaultException.require(
                included,
                Fault.EDGE_INCLUSION,
                at.at(at.part() + "/proof"),
                "a proof that leads to the root " + manifest.rootHash().base64(),
                "one that does not");
        requireOutside(edge, at);
    }

    /** Time never decreases: so what lies beyond an entry outside the filter's times lies outside them too. */
    private void requireOutside(ProofEdge edge, Place at) {
        Instant from = manifest.filter().from();
        Instant to = manifest.filter().to();
        Instant time = edge.time();
        if (from != null && edge.seq() == manifest.range().fromSeq() - 1) {
            FaultException.require(
                    time.isBefore(from), Fault.EDGE_TIME, at, "before " + LedgerTime.text(from), LedgerTime.text(time));
        }
        if (to != null && edge.seq() == manifest.range().toSeq()) {
            FaultException.require(
                    !time.isBefore(to),
                    Fault.EDGE_TIME,
                    at,
                    "not before " + LedgerTime.text(to),
                    LedgerTime.text(time));
        }
    }

    /** When the log was last written, or null if it is empty. */
    @Nullable
    Instant lastWritten() {
        return head.edges().isEmpty() ? null : head.edges().getLast().time();
    }

    /** The time of the entry before the range, or null if it begins with the log. */
    @Nullable
    ProofEdge before() {
        return head.edges().stream()
                .filter(edge -> edge.seq() < manifest.range().fromSeq())
                .findFirst()
                .orElse(null);
    }

    /** The edges behind the range, in order. */
    List<ProofEdge> behind() {
        return head.edges().stream()
                .filter(edge -> edge.seq() >= manifest.range().toSeq())
                .toList();
    }
}
