package io.certtrail.domain.chain;

/**
 * What a sequencer did with an outbox.
 *
 * @param blocks how many it wrote
 * @param entries how many entries are in them
 */
public record Drained(End end, long blocks, long entries) {
    /** Why it stopped. */
    public enum End {
        /** Nothing waits any more. */
        EMPTY,
        /** Another sequencer is at work, and knows that there is more to do. */
        BUSY,
        /** The time is up; a wake-up to go on is under way. */
        OUT_OF_TIME
    }
}
