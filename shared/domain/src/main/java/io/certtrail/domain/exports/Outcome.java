package io.certtrail.domain.exports;

import java.time.Duration;

/** What became of a worker's call for an export. */
public sealed interface Outcome {
    /** This worker made it. */
    record Made(Result result) implements Outcome {}

    /**
     * There was nothing to do for this worker.
     *
     * @param why the export is over, or unknown
     */
    record Nothing(String why) implements Outcome {}

    /** A living worker has it. If that one dies, the sweep will know when the lease ends. */
    record Elsewhere() implements Outcome {}

    /** This worker's time was up; the next one, which is asked for, goes on from there. */
    record LeftOff(Progress progress) implements Outcome {}

    /**
     * This attempt failed, and another one is asked for.
     *
     * @param delay after how long
     */
    record PutOff(String error, Duration delay) implements Outcome {}

    /** This was the last attempt, or no other can do better. */
    record GivenUp(String error) implements Outcome {}
}
