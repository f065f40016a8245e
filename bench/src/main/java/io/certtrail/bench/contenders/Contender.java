package io.certtrail.bench.contenders;

import io.certtrail.bench.dynamo.Meter.Units;
import io.certtrail.bench.load.Load;
import java.time.Duration;

/** One way to append events to a log that shows tampering, or to a table that doesn't. */
public interface Contender {
    Setup setup();

    /**
     * What stands before the figures of a contender.
     *
     * @param name what it is called in the table; the same on every place
     * @param place what it runs on
     * @param batch events a request
     */
    record Setup(String name, String place, Storage storage, int batch) {}

    /**
     * Appends for some time to a log of its own, which is empty at first, and then verifies it: every event that was
     * acknowledged is there, once, and every link holds.
     *
     * @throws IllegalStateException if the log is not what was written
     */
    Run run(int writers, Duration time) throws Exception;

    /**
     * What a run came to.
     *
     * @param units none where there is no DynamoDB
     * @param bytes what stands in the store afterwards for these events
     * @param signedAfter how long after the last event was in the chain a signed checkpoint covered it; zero where there
     *     is none
     */
    record Run(Load.Outcome outcome, Units units, long bytes, Duration signedAfter) {
        public double eventsASecond() {
            return outcome.events() * 1e9 / outcome.took().toNanos();
        }
    }
}
