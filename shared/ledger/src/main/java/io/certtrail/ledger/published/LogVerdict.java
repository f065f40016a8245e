package io.certtrail.ledger.published;

/** What became of checking a log. */
public sealed interface LogVerdict {
    /** Everything that is there checks; the report says what was looked at. */
    record Verified(LogReport report) implements LogVerdict {}

    /** Something is wrong; this is the first thing. */
    record Tampered(LogFinding finding) implements LogVerdict {}

    /** Nothing is wrong as far as could be seen, but it can't be told whether the log is genuine and whole. */
    record Undecided(Reason reason, String explanation) implements LogVerdict {}

    /** Why it can't be told. */
    enum Reason {
        /** No keys were given: whoever can write to the log could have made it agree with itself. */
        NO_KEYS,
        /** Keys were given, but none of the name that this log's checkpoints must be signed by. */
        NO_LOG_KEY,
        /** A checkpoint is signed in the log's name alone by a key that was not given. */
        UNKNOWN_KEY,
        /** There is no checkpoint: nothing says which log this is and how large. */
        NO_CHECKPOINT,
        /** What was kept elsewhere can't be relied on, or is of another log. */
        KEPT_UNUSABLE,
        /** What is given does not show whether it extends what was kept elsewhere; the explanation says what would. */
        NOT_SHOWN,
        /** Whether an object is there, or what it holds, could not be found out. */
        UNREACHABLE
    }
}
