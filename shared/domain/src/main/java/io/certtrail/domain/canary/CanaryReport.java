package io.certtrail.domain.canary;

import io.certtrail.domain.integrity.IntegrityFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a canary read again, and what it found.
 *
 * @param treeSize of the newest checkpoint, 0 if there is none
 * @param fromSeq the first entry that was read
 * @param toSeq the one after the last
 * @param unsealedSince when the oldest entry was recorded that is not sealed; empty if all are
 */
public record CanaryReport(
        long treeSize,
        String rootHash,
        long fromSeq,
        long toSeq,
        Optional<Instant> unsealedSince,
        List<IntegrityFinding> findings) {
    public CanaryReport {
        findings = List.copyOf(findings);
    }
}
