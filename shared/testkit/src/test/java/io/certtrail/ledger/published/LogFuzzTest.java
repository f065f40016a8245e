package io.certtrail.ledger.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Dcerttrail.seed=N} runs one seed again, {@code -Dcerttrail.mutations=N} N times as many cases. */
class LogFuzzTest {
    private static final long SEED = Long.getLong("certtrail.seed", System.nanoTime());
    private static final int CASES = 300 * Integer.getInteger("certtrail.mutations", 1);

    @Test
    @Timeout(3600)
    void nothingMakesTheLogVerifierCrashHangGrowOrBelieve() throws IOException, InterruptedException {
        Process fuzz = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogFuzz.class.getName(),
                        Long.toString(SEED),
                        Integer.toString(CASES))
                .redirectErrorStream(true)
                .start();
        String output = new String(fuzz.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(fuzz.waitFor()).as(output).isZero();
        assertThat(output).contains(CASES + " cases from seed " + SEED);
    }
}
