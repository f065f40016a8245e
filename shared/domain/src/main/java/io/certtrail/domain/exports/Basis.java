package io.certtrail.domain.exports;

import io.certtrail.ledger.entry.LedgerTime;
import java.time.Instant;

/**
 * What an export stands on: chosen once, by the first attempt that gets so far, and kept, so that every later attempt
 * makes the same bytes.
 *
 * @param treeSize the size of the signed tree, at least the chain's size when the export was asked for
 * @param note the checkpoint at that size, a signed note as text
 * @param exportedAt the manifest's time, to the millisecond
 * @param version the manifest's version of the software
 */
public record Basis(long treeSize, String note, Instant exportedAt, String version) {
    public Basis {
        exportedAt = LedgerTime.of(exportedAt);
    }
}
