package io.certtrail.ledger.verify;

import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.export.Manifest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification has shown.
 *
 * @param manifest signed by a trusted key
 * @param isHmacChecked whether a secret was given, and the manifest was made with it
 * @param log what the proof has shown, or null if none was given: then it is not shown that the rows are in the signed
 *     log, nor that none was left out
 * @param unchecked the filter's conditions that closed attributes leave unchecked
 * @param dropped what the rows say was in the log and was dropped, oldest first, at most {@value #MOST_DROPPED}
 * @param signers the log's keys, of those that were given, that signed the checkpoint; two while a key is rotated
 */
public record Report(
        Manifest manifest,
        boolean isHmacChecked,
        @Nullable InLog log,
        List<String> unchecked,
        List<Dropped> dropped,
        List<VerifierKey> signers) {
    /** Of a log that drops each day, those of some three years. */
    public static final int MOST_DROPPED = 1_000;

    public Report {
        dropped = List.copyOf(dropped);
        unchecked = List.copyOf(unchecked);
        signers = List.copyOf(signers);
    }

    /** Whether it is shown that every entry of the log that matches the filter is a row. */
    public boolean isComplete() {
        return log != null && log.unopened() == 0 && unchecked.isEmpty();
    }

    /**
     * Every row is in the log at its place, and every other entry is accounted for.
     *
     * @param ghosts how many entries are shown to be no match
     * @param unopened how many entries are not shown at all, so that they may match
     * @param lastWritten the time of the log's last entry at the checkpoint; null if the log is empty
     */
    public record InLog(
            long ghosts, long unopened, @Nullable Instant lastWritten) {}
}
