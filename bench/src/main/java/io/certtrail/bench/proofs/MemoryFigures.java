package io.certtrail.bench.proofs;

import io.certtrail.bench.report.Figure;
import io.certtrail.testkit.bench.ExportBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether exports and verifications of any size get by with the same small heap: each in a JVM of its own. */
public final class MemoryFigures {
    private static final int HEAP_MB = 24;

    /** The log that is exported keeps its leaf hashes off the heap: they are the store's, not the export's. */
    private static final long LEAF_BYTES = 32;

    private static final long SPARE_BYTES = 16 << 20;
    private static final double NANOS = 1e9;

    private MemoryFigures() {}

    /**
     * What was found.
     *
     * @param rows the most rows that were exported and verified in that heap, the smaller ones too
     */
    public record Found(List<Figure> figures, double rows) {
        /** The heap, in MB. */
        public static int heap() {
            return HEAP_MB;
        }
    }

    /** Tries the sizes in order, until one fails. */
    public static Found run(List<Long> sizes) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        double most = 0;
        for (long rows : sizes) {
            long start = System.nanoTime();
            boolean passed = passes(rows);
            String name = String.format(Locale.ROOT, "%,d rows, exported and verified", rows);
            figures.add(new Figure(
                    "Memory of export and verify",
                    name,
                    passed ? HEAP_MB : Double.NaN,
                    "MB of heap (-Xmx)",
                    passed
                            ? String.format(
                                    Locale.ROOT,
                                    "in %.0f s, with the making of the log",
                                    (System.nanoTime() - start) / NANOS)
                            : "did not pass with this heap"));
            if (!passed) {
                break;
            }
            most = rows;
        }
        return new Found(figures, most);
    }

    private static boolean passes(long rows) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:MaxDirectMemorySize=" + (rows * LEAF_BYTES + SPARE_BYTES),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportBench.class.getName(),
                        Long.toString(rows),
                        "{}")
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return child.waitFor() == 0 && output.contains("verified");
    }
}
