package io.certtrail.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ExportMemoryTest {
    private static final String HEAP = "-Xmx16m";

    /** Sealing takes the memory of a segment; the export alone takes less. */
    private static final String HEAP_TO_SEAL = "-Xmx24m";

    /** Some 570 bytes each in the files, rows and ghosts: 17 MB, more than the heap. */
    private static final String ENTRIES = "30000";

    private static final String SEALED_ENTRIES = "45000";

    private static final String FILTER = "{\"severity\":[\"warning\"]}";

    @Test
    void anExportLargerThanTheHeapIsMadeAndVerifies() throws IOException, InterruptedException {
        requireVerifies(HEAP, ENTRIES, "blocks");
    }

    @Test
    void soItIsWhenAllBlocksAreGone() throws IOException, InterruptedException {
        requireVerifies(HEAP_TO_SEAL, SEALED_ENTRIES, "sealed");
    }

    private static void requireVerifies(String heap, String entries, String from)
            throws IOException, InterruptedException {
        Process bench = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportBench.class.getName(),
                        entries,
                        FILTER,
                        from)
                .redirectErrorStream(true)
                .start();
        String output = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bench.waitFor()).as(output).isZero();
        assertThat(output).contains("verified");
    }
}
