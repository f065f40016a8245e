package io.certtrail.ledger.verify;

/** What became of a verification. */
public sealed interface Verdict {
    /** Everything that was given checks; the report says what is shown by that, and what is not. */
    record Verified(Report report) implements Verdict {}

    /** Something is wrong; this is the first thing. */
    record Tampered(Finding finding) implements Verdict {}

    /** Nothing is wrong in itself, but it can't be told whether it is genuine. */
    record Undecided(Reason reason, String explanation) implements Verdict {}

    /** Why it can't be told. */
    enum Reason {
        /** No keys were given: whoever changed the file could have made it agree with itself again. */
        NO_KEYS,
        /** Keys were given, but none of the name that this export must be signed by. */
        NO_EXPORT_KEY,
        /** Keys were given, but none of the name that this log's checkpoints must be signed by. */
        NO_LOG_KEY,
        /** More was asked for than is shown: that no match was left out. */
        INCOMPLETE
    }
}
