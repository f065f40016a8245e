package io.certtrail.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to run.
 *
 * @param json where the raw figures go
 * @param markdown where the table goes
 * @param quick small numbers, under a minute
 * @param large whether memory is measured at 10 million rows too
 * @param only the parts to run; all if it is empty
 */
record BenchOptions(Optional<Path> json, Optional<Path> markdown, boolean quick, boolean large, Set<Part> only) {
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
}
