package io.certtrail.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How to run.
 *
 * @param subject what is measured
 * @param json where the raw figures go
 * @param markdown where the table goes
 * @param quick small numbers, under a minute
 * @param large whether memory is measured at 10 million rows too
 * @param only the parts to run; all if it is empty
 * @param each how many logins of a kind; empty for the usual number
 * @param seed what the order of logins is drawn from; empty for another one each time
 */
record BenchOptions(
        Subject subject,
        Optional<Path> json,
        Optional<Path> markdown,
        boolean quick,
        boolean large,
        Set<Part> only,
        OptionalInt each,
        OptionalLong seed) {
    /** What there is a benchmark of. */
    enum Subject {
        LEDGER,
        SEARCH,
        LOGIN,
        EXPORTS
    }

    /** What can be run by itself. */
    enum Part {
        APPEND,
        LATENCY,
        VERIFY,
        TREE,
        MEMORY
    }

    boolean has(Part part) {
        return only.isEmpty() || only.contains(part);
    }

    List<Integer> writers() {
        return quick ? List.of(1, 16) : List.of(1, 16, 64);
    }

    int rounds() {
        return quick ? 1 : 3;
    }

    Duration time() {
        return Duration.ofMillis(quick ? 200 : 1_000);
    }

    Duration warmUp() {
        return Duration.ofMillis(quick ? 50 : 1_000);
    }

    Duration latencyWarmUp() {
        return Duration.ofSeconds(quick ? 2 : 5);
    }

    Duration latencyTime() {
        return Duration.ofSeconds(quick ? 3 : 20);
    }

    long exportRows() {
        return quick ? 5_000 : 200_000;
    }

    long leaves() {
        return quick ? 200_000 : 10_000_000;
    }

    /** The log that is exported whole, in each format. */
    long exportedEntries() {
        return quick ? 20_000 : 1_000_000;
    }

    /** Sizes of logs that are searched, from small to large. */
    List<Long> searchEntries() {
        return quick ? List.of(5_000L, 20_000L) : List.of(10_000L, 100_000L, 1_000_000L);
    }

    /** Logins by names that somebody has, and as many by names that nobody has. */
    int logins() {
        return each.orElse(quick ? 100 : 2_000);
    }

    int searchRounds() {
        return quick ? 5 : 40;
    }

    /** Sizes of exports, from small to large. */
    List<Long> memoryRows() {
        if (quick) {
            return List.of(10_000L);
        }
        return large ? List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L) : List.of(10_000L, 100_000L, 1_000_000L);
    }
}
