package io.certtrail.local.function;

import io.certtrail.aws.tables.TableDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What invokes a function. */
public sealed interface Trigger {
    /**
     * HTTP requests.
     *
     * @param path those to exactly this path, or {@link #DEFAULT} for all that no other function takes
     * @param authorizer the name of the function that is asked first, if one is
     */
    record Http(String path, Optional<String> authorizer) implements Trigger {
        /** The route of what has no route of its own, as API Gateway names it. */
        public static final String DEFAULT = "$default";

        /** All requests, and nobody is asked first. */
        public Http() {
            this(DEFAULT, Optional.empty());
        }
    }

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
     * @param eventNames the kinds of change that it is told of: {@code INSERT}, {@code MODIFY}, {@code REMOVE}
     * @param batchSize records an invocation, at most
     * @param maximumRetries how often a single record is tried again before it is given up
     * @param maximumAge how old a record gets before it is given up
     * @param deadLetters the queue that is told of what was given up
     */
    record Stream(
            TableDefinition table,
            Set<String> eventNames,
            int batchSize,
            int maximumRetries,
            Duration maximumAge,
            String deadLetters)
            implements Trigger {
        public Stream {
            eventNames = Set.copyOf(eventNames);
        }
    }

    /** A schedule: once a minute, for the first time at the start. */
    record EveryMinute() implements Trigger {}

    /** A schedule: once a day, for the first time ten minutes after the start, since few local clouds run for a day. */
    record EveryDay() implements Trigger {
        /** In minutes, or what a test takes for one. */
        public static final int FIRST = 10;

        /** In minutes. */
        public static final int PERIOD = 24 * 60;
    }
}
