package io.certtrail.ledger.published;

import java.util.Locale;

/** What can be wrong with a published log. The sentence is for a person who has to act on it. */
public enum LogFault {
    CHECKPOINT_MALFORMED("this is not a signed checkpoint in its exact form"),
    CHECKPOINT_UNSIGNED("nobody has signed this checkpoint in the log's name"),
    CHECKPOINT_SIGNATURE("the checkpoint was not signed by the log's key, or was changed"),
    CHECKPOINT_OTHER_KEY("the checkpoint was signed by a key that is not for this log's checkpoints"),
    CHECKPOINT_OTHER_LOG("the checkpoint is of another log than the newest one"),
    CHECKPOINT_OTHER_SIZE("the saved checkpoint is not of the size that its name says"),
    CHECKPOINT_NOT_KEPT("the newest checkpoint is not among the saved ones, which are all that were signed"),
    CHECKPOINT_ROOT("the entries are not those over which this checkpoint was signed"),
    OLDER_STATE("history was rewritten, or an older state of the log is shown: a checkpoint that was kept is larger"),
    SPLIT_VIEW("two states of the same size were signed: the log was shown to others in another form"),
    HISTORY_REWRITTEN("history was rewritten: the log does not begin with the state that was kept"),
    OBJECT_MISSING("what the signed checkpoint promises is not there: it was taken away, or never published"),
    BUNDLE_SIZE("the bundle does not hold as many entries as it must, or not whole ones"),
    LEAF_FORM("an entry of the bundle is not in its exact form"),
    TILE_SIZE("the tile does not hold as many hashes as it must"),
    TILE_HASH("the tile is not that of the entries: one of them was changed"),
    LEFTOVER_DIFFERS(
            "a partial tile that was left over is not how the full one begins: another tree was published once"),
    ID_REPEATED("an id stands twice in the log");

    private final String sentence;
    private final String code = name().toLowerCase(Locale.ROOT);

    LogFault(String sentence) {
        this.sentence = sentence;
    }

    /** What it means, in words. */
    public String sentence() {
        return sentence;
    }

    /** Its name for programs, in snake case. */
    public String code() {
        return code;
    }
}
