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
    /** The store refuses it for now, and says so: it surely has no effect. */
    THROTTLED,
    /** A conditional write is told that its condition did not hold: others are at work on the same items. */
    DENIED,
    /** A conditional write works, and the client's own retry of it meets what it did: the same is told. */
    DENIED_BUT_PERSISTED,
    /** The process dies before it. */
    KILLED_BEFORE,
    /** The process dies after it, before it sees the answer. */
    KILLED_AFTER
}
