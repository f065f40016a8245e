package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.merkle.Hash;
import java.util.Optional;

/**
 * A state of a log that was signed, and kept elsewhere: in another's hands, so that who writes the log can't change it.
 *
 * @param name what it is called in a message: its file
 * @param checkpoint signed by a key that is trusted
 */
public record KeptCheckpoint(String name, Checkpoint checkpoint) {

    /**
     * Why a state of the same log can't be a later one than this, as far as the two alone show.
     *
     * @param newer another signed state of the same origin
     */
    public Optional<LogFinding> contradiction(Checkpoint newer) {
        if (checkpoint.size() > newer.size()) {
            return Optional.of(finding(
                    LogFault.OLDER_STATE,
                    "a log of at least " + checkpoint.size() + " entries, as in " + shown(checkpoint),
                    shown(newer)));
        }
        if (checkpoint.size() == newer.size() && !checkpoint.root().equals(newer.root())) {
            return Optional.of(finding(LogFault.SPLIT_VIEW, shown(checkpoint), shown(newer)));
        }
        return Optional.empty();
    }

    /**
     * Why the tree does not begin with this state, if it does not.
     *
     * @param root of the tree's first {@code checkpoint.size()} leaves
     */
    public Optional<LogFinding> contradiction(Hash root, Checkpoint newer) {
        return root.equals(checkpoint.root())
                ? Optional.empty()
                : Optional.of(finding(
                        LogFault.HISTORY_REWRITTEN,
                        shown(checkpoint),
                        "the root " + root.base64() + " of the first " + checkpoint.size() + " entries of "
                                + shown(newer)));
    }

    private LogFinding finding(LogFault fault, String expected, String found) {
        return new LogFinding(fault, LogPlace.of(name), expected, found);
    }

    static String shown(Checkpoint checkpoint) {
        return "size " + checkpoint.size() + ", root " + checkpoint.root().base64();
    }
}
