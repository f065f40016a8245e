package io.certtrail.local.function;

import io.certtrail.aws.tables.TableDefinition;
import java.time.Duration;

/** What invokes a function. */
public sealed interface Trigger {
    /** Every HTTP request. */
    record Http() implements Trigger {}

    /**
     * The messages of a queue.
     *
     * @param queue its name
     * @param batchSize messages an invocation, 1 to 10
     * @param pollers invocations at once, at most
     */
    record Queue(String queue, int batchSize, int pollers) implements Trigger {}

    /**
     * The changes of a table.
     *
     * @param batchSize records an invocation, at most
     * @param maximumAge how old a record gets before it is given up and goes to the queue {@code deadLetters}
     */
    record Stream(TableDefinition table, int batchSize, Duration maximumAge, String deadLetters) implements Trigger {}

    /** A schedule: once a minute. */
    record EveryMinute() implements Trigger {}
}
