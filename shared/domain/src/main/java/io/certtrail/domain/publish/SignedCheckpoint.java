package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Checkpoint;

/**
 * A signed head.
 *
 * @param note the signed note, as it is published
 */
public record SignedCheckpoint(Checkpoint checkpoint, String note) {
    public long size() {
        return checkpoint.size();
    }
}
