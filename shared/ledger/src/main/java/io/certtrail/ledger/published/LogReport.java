package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Checkpoint;
import java.util.List;

/**
 * What checking a whole log has shown.
 *
 * @param checkpoint the state that was checked: the largest signed one
 * @param shownSize the size of the object {@code checkpoint}; less than that, if it lags behind the saved ones
 * @param bundles how many entry bundles were read
 * @param tiles how many tiles of all levels were compared
 * @param isListed whether the log could be listed: if not, only the saved checkpoint of the newest size was looked for, and
 *     no leftovers
 * @param saved how many saved checkpoints were checked
 * @param leftovers how many partial tiles and bundles there are that a wider one has replaced; they agree with it
 * @param isGrowing whether there are entries behind the checkpoint, published and not signed yet
 * @param kept the states that were kept elsewhere and that this log extends
 */
public record LogReport(
        Checkpoint checkpoint,
        long shownSize,
        long bundles,
        long tiles,
        boolean isListed,
        long saved,
        long leftovers,
        boolean isGrowing,
        List<KeptCheckpoint> kept) {
    public LogReport {
        kept = List.copyOf(kept);
    }
}
