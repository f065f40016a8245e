package io.certtrail.local.function;

import java.time.Duration;

/** How an invocation ended. */
public sealed interface Outcome {
    /** The function returned; {@code payload} is what it wrote, not to be changed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(byte[] payload) implements Outcome {}

    /** The function threw, or answered more than Lambda carries. What happened is in its log, with the request id. */
    record Failed(String requestId, String errorType, String message) implements Outcome {}

    /** The function was still at work when its time was over. */
    record TimedOut(String requestId, Duration limit) implements Outcome {}

    /** All that the function may run at once is running. */
    record Throttled() implements Outcome {}
}
