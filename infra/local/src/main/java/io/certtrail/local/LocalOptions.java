package io.certtrail.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a local cloud is to run.
 *
 * @param port of the HTTP front; 0 for any free one
 * @param data the folder that everything is kept in; without one, everything is in memory and gone at the end
 * @param fresh whether what the folder held goes first
 * @param adversary the seed of an adversary to run against, if any
 * @param period of the sweep: a minute, unless a test can't wait
 * @param setUp what the set-up function is invoked with before anything else runs, beside the first start: JSON
 * @param conditions what the functions meet: the embedded services as they are, unless a benchmark says otherwise
 */
public record LocalOptions(
        int port,
        Optional<Path> data,
        boolean fresh,
        OptionalLong adversary,
        Duration period,
        Optional<String> setUp,
        Conditions conditions) {
    public static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    public LocalOptions {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a port is 0 to " + HIGHEST_PORT + ", found " + port);
        }
    }

    /** On a folder, on the default port. */
    public static LocalOptions on(Path data) {
        return new LocalOptions(
                DEFAULT_PORT,
                Optional.of(data),
                false,
                OptionalLong.empty(),
                Duration.ofMinutes(1),
                Optional.empty(),
                Conditions.PLAIN);
    }

    /** In memory, on any free port. */
    public static LocalOptions inMemory() {
        return new LocalOptions(
                0,
                Optional.empty(),
                false,
                OptionalLong.empty(),
                Duration.ofMinutes(1),
                Optional.empty(),
                Conditions.PLAIN);
    }

    public LocalOptions withPort(int other) {
        return new LocalOptions(other, data, fresh, adversary, period, setUp, conditions);
    }

    public LocalOptions withData(Path folder) {
        return new LocalOptions(port, Optional.of(folder), fresh, adversary, period, setUp, conditions);
    }

    public LocalOptions withFresh() {
        return new LocalOptions(port, data, true, adversary, period, setUp, conditions);
    }

    public LocalOptions withAdversary(long seed) {
        return new LocalOptions(port, data, fresh, OptionalLong.of(seed), period, setUp, conditions);
    }

    public LocalOptions withPeriod(Duration other) {
        return new LocalOptions(port, data, fresh, adversary, other, setUp, conditions);
    }

    public LocalOptions withConditions(Conditions other) {
        return new LocalOptions(port, data, fresh, adversary, period, setUp, other);
    }

    public LocalOptions withSetUp(String payload) {
        return new LocalOptions(port, data, fresh, adversary, period, Optional.of(payload), conditions);
    }
}
