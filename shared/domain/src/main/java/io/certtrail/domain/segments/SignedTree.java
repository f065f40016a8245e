package io.certtrail.domain.segments;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.PublishedHashes;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.RangeProof;
import java.util.List;

/** Holds leaves against the signed tree, with a range proof from the published tiles (RFC 6962 §2.1). */
record SignedTree(LogStore log, Checkpoint signed) implements SegmentWriter.TreeCheck {
    @Override
    public void require(long fromSeq, List<Hash> leaves) {
        long size = signed.size();
        long toSeq = fromSeq + leaves.size();
        List<Hash> nodes = RangeProof.nodes(size, fromSeq, toSeq, PublishedHashes.of(log, signed.origin(), size));
        Hash root = RangeProof.root(size, fromSeq, toSeq, nodes, leaves.iterator());
        if (!root.equals(signed.root())) {
            throw new ChainBroken(
                    signed.origin(),
                    "entries %d to %d are not those of the signed tree of %d: expected the root %s, found %s"
                            .formatted(fromSeq, toSeq, size, signed.root().base64(), root.base64()));
        }
    }
}
