package io.certtrail.bench.exports;

import io.certtrail.bench.report.Figure;
import io.certtrail.domain.exports.Format;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Exports of one log as CSV, PDF and zip, and one by a filter that takes a hundredth, each in a JVM of its own; and beside
 * them what the system's own programs take for the same bytes: to hash them and to compress them.
 */
public final class ExportsRun {
    /** The heap of each. */
    public static final int HEAP_MB = 512;

    private static final String ALL = "{}";
    private static final String FEW = "{\"action\":[\"revocation.completed\"]}";

    /** The log keeps its leaf hashes off the heap: they are the store's, not the export's. */
    private static final long LEAF_BYTES = 32;

    private static final long SPARE_BYTES = 64 << 20;
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;

    private final long entries;
    private final PrintStream progress;

    public ExportsRun(long entries, PrintStream progress) {
        this.entries = entries;
        this.progress = progress;
    }

    /** One export that was made. */
    private record Made(double seconds, long rows, Path file, Path proof) {}

    /**
     * Makes them all.
     *
     * @param folder where they are put; whoever asked deletes it
     * @throws IOException if one can't be made in its memory; the message holds what it printed
     */
    public List<Figure> run(Path folder) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        String subject =
                String.format(Locale.ROOT, "Exports of a log of %,d entries, in a JVM with -Xmx%dm", entries, HEAP_MB);
        for (Format format : List.of(Format.CSV, Format.PDF, Format.ZIP)) {
            Made made = make(format, ALL, folder);
            figures.add(made(subject, format.text(), made, "%,.0f MB".formatted(Files.size(made.file()) / MEGA)));
            if (format == Format.CSV) {
                figures.add(peer(subject, "sha256sum of the CSV", made, "sha256sum"));
                figures.add(peer(subject, "gzip of the CSV", made, "gzip", "-kc"));
            }
            Files.delete(made.file());
            Files.delete(made.proof());
        }
        Made few = make(Format.CSV, FEW, folder);
        figures.add(made(
                subject,
                "csv, a filter that takes a hundredth",
                few,
                "%,d rows; the proof, which shows of every other entry that it is none, has %,.1f MB"
                        .formatted(few.rows(), Files.size(few.proof()) / MEGA)));
        return figures;
    }

    private Figure made(String subject, String name, Made made, String note) {
        return new Figure(
                subject,
                name + ", made",
                entries / made.seconds(),
                "entries/s",
                "%.1f s of CPU; %s".formatted(made.seconds(), note));
    }

    private static Figure peer(String subject, String name, Made made, String... command)
            throws IOException, InterruptedException {
        if (Programs.find(command[0]).isEmpty()) {
            return new Figure(subject, name, Double.NaN, "entries/s", "there is no such program");
        }
        List<String> whole = new ArrayList<>(List.of(command));
        whole.add(made.file().toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(whole)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean failed = process.waitFor() != 0;
        double seconds = (System.nanoTime() - start) / NANOS;
        return new Figure(
                subject,
                name,
                failed ? Double.NaN : made.rows() / seconds,
                "entries/s",
                failed ? "it failed" : "%.1f s".formatted(seconds));
    }

    private Made make(Format format, String filter, Path folder) throws IOException, InterruptedException {
        progress.printf("certtrail: %s of %,d entries%n", format.text(), entries);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:MaxDirectMemorySize=" + (entries * LEAF_BYTES + SPARE_BYTES),
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneExport.class.getName(),
                        format.name(),
                        Long.toString(entries),
                        filter,
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IOException(format + " was not made: " + output);
        }
        return output.lines()
                .filter(line -> line.startsWith(OneExport.MADE))
                .map(line -> line.substring(OneExport.MADE.length()).split(" "))
                .map(parts -> new Made(
                        Long.parseLong(parts[0]) / MILLIS,
                        Long.parseLong(parts[1]),
                        Path.of(parts[2]),
                        Path.of(parts[3])))
                .findFirst()
                .orElseThrow(() -> new IOException(format + " was not made: " + output));
    }
}
