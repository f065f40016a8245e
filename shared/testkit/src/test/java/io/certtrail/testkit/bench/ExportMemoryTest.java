package io.certtrail.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ExportMemoryTest {
    private static final String HEAP = "-Xmx16m";

    /** Some 570 bytes each in the files, rows and ghosts: 17 MB, more than the heap. */
    private static final String ENTRIES = "30000";

    private static final String FILTER = "{\"severity\":[\"warning\"]}";

    @Test
    void anExportLargerThanTheHeapIsMadeAndVerifies() throws IOException, InterruptedException {
        Process bench = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportBench.class.getName(),
                        ENTRIES,
                        FILTER)
                .redirectErrorStream(true)
                .start();
        String output = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bench.waitFor()).as(output).isZero();
        assertThat(output).contains("verified");
    }
}
