package io.certtrail.testkit.chain;

/** What becomes of a call. */
public enum Fault {
    /** It works. */
    NONE,
    /** It fails. */
    FAILED,
    /** It works, but its answer is lost: failed but persisted. */
    FAILED_BUT_PERSISTED,
    /** Its answer is lost, and it takes effect some time later, if at all; possibly twice. */
    LATE,
    /** The process dies before it. */
    KILLED_BEFORE,
    /** The process dies after it, before it sees the answer. */
    KILLED_AFTER
}
