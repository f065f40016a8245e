package io.certtrail.domain.integrity;

import java.util.List;

/**
 * What a canary read again, and what it found.
 *
 * @param treeSize of the newest checkpoint, 0 if there is none
 * @param fromSeq the first entry that was read
 * @param toSeq the one after the last
 */
public record CanaryReport(long treeSize, String rootHash, long fromSeq, long toSeq, List<IntegrityFinding> findings) {
    public CanaryReport {
        findings = List.copyOf(findings);
    }
}
