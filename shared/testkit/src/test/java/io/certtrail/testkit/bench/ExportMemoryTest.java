package io.certtrail.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportMemoryTest {
    /** Some 500 bytes each in the file: more than the heap. */
    private static final String ENTRIES = "30000";

    private static final String HEAP = "-Xmx14m";

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"severity\":[\"warning\"]}"})
    void anExportLargerThanTheHeapIsMadeAndVerifies(String filter) throws IOException, InterruptedException {
        Process bench = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportBench.class.getName(),
                        ENTRIES,
                        filter)
                .redirectErrorStream(true)
                .start();
        String output = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bench.waitFor()).as(output).isZero();
        assertThat(output).contains("verified");
    }
}
