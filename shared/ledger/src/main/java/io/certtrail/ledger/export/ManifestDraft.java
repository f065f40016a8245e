package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.Checkpoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an exporter knows of its export beside the rows.
 *
 * @param exportedAt taken to the millisecond
 * @param actor who asked for it
 * @param version of the program that made it
 * @param range what was looked at, of the tree of {@code checkpoint}
 */
public record ManifestDraft(
        Instant exportedAt,
        String actor,
        String version,
        ExportFilter filter,
        ExportRange range,
        Checkpoint checkpoint) {
    /**
     * A draft.
     *
     * @throws IllegalArgumentException if the range is of another tree, or shorter than the filter allows
     */
    public ManifestDraft {
        exportedAt = exportedAt.truncatedTo(ChronoUnit.MILLIS);
        if (range.treeSize() != checkpoint.size()) {
            throw new IllegalArgumentException("the range is of a tree of " + range.treeSize()
                    + " entries, the checkpoint of one of " + checkpoint.size());
        }
        FormatException shortcut = range.shortcut(filter);
        if (shortcut != null) {
            throw new IllegalArgumentException(shortcut.getMessage());
        }
    }
}
