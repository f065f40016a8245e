package io.certtrail.bench.search;

import io.certtrail.bench.report.Figure;
import io.certtrail.bench.report.Reach;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.testkit.segments.FolderArchive;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One log that grows from size to size, sealed and indexed on the way, and measured at each. */
public final class SearchRun {
    private static final int SAMPLES = 1_000;
    private static final double MILLION = 1e6;
    private static final double NANOS = 1e9;
    private static final long SEED = 7;

    /** S3 Standard, us-east-1, USD: a thousand PUT or LIST, a thousand GET, and a GB a month. */
    private static final double PUTS = 0.005 / 1_000;

    private static final double GETS = 0.0004 / 1_000;
    private static final double GB_MONTH = 0.023;

    /** Lambda, arm64, us-east-1, USD a GB and second. */
    private static final double GB_SECOND = 0.0000133334;

    /** Of the publisher. */
    private static final double FUNCTION_GB = 1;

    private static final double MOST_MILLIS = 300;
    private static final double MOST_BYTES = 100;
    private static final double MOST_USD = 0.05;

    private final List<Long> sizes;
    private final int rounds;
    private final PrintStream progress;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Reach> reaches = new ArrayList<>();

    /**
     * A run.
     *
     * @param sizes in entries, from small to large
     * @param rounds how often each question is asked
     */
    public SearchRun(List<Long> sizes, int rounds, PrintStream progress) {
        this.sizes = List.copyOf(sizes);
        this.rounds = rounds;
        this.progress = progress;
    }

    /** What was found. */
    public record Found(List<Figure> figures, List<Reach> reaches) {}

    /**
     * Runs it.
     *
     * @param connection to an empty PostgreSQL, if there is one
     */
    public Found run(Path scratch, @Nullable Connection connection) throws SQLException {
        Sealed sealed = new Sealed(scratch.resolve("archive"));
        AuditRows rows = new AuditRows(SEED);
        List<LoggedEntry> samples = new ArrayList<>();
        Random random = new Random(SEED);
        try (PostgresRows postgres = connection == null ? null : new PostgresRows(connection)) {
            long made = 0;
            for (long size : sizes) {
                progress.printf(Locale.ROOT, "%,d entries%n", size);
                for (; made < size; made++) {
                    LoggedEntry entry = rows.next();
                    sealed.add(entry);
                    if (postgres != null) {
                        postgres.add(entry);
                    }
                    sample(samples, entry, made, random);
                }
                sealed.seal();
                if (postgres != null) {
                    postgres.settle();
                }
                size(sealed, postgres, size);
                SearchFigures.Found found = new SearchFigures(sealed, postgres, samples, size, rounds)
                        .run(scratch.resolve("files-" + size));
                figures.addAll(found.figures());
                if (size == sizes.getLast()) {
                    reaches(sealed, size, found.worst());
                }
            }
        }
        return new Found(figures, reaches);
    }

    /** Each entry has the same chance to be a sample. */
    private static void sample(List<LoggedEntry> samples, LoggedEntry entry, long before, Random random) {
        if (samples.size() < SAMPLES) {
            samples.add(entry);
        } else {
            long place = random.nextLong(before + 1);
            if (place < SAMPLES) {
                samples.set((int) place, entry);
            }
        }
    }

    private void size(Sealed sealed, @Nullable PostgresRows postgres, long size) throws SQLException {
        String subject = String.format(Locale.ROOT, "Indexing %,d entries", size);
        double entries = size;
        figures.add(new Figure(subject, "indexes", indexBytes(sealed) / entries, "bytes an entry", ""));
        figures.add(new Figure(
                subject,
                "segments",
                sealed.archive.bytes("segments/") / entries,
                "bytes an entry",
                "compressed, with seeds"));
        figures.add(new Figure(
                subject,
                "sealing",
                sealed.sealingNanos() / NANOS / size * MILLION,
                "s a million",
                "one core; written, read back, every leaf computed"));
        figures.add(new Figure(
                subject,
                "making and merging indexes",
                sealed.indexingNanos() / NANOS / size * MILLION,
                "s a million",
                "one core"));
        if (postgres != null) {
            figures.add(new Figure(
                    subject,
                    "PostgreSQL: indexes",
                    postgres.bytes(true) / entries,
                    "bytes an entry",
                    "GIN and B-trees"));
            figures.add(new Figure(
                    subject, "PostgreSQL: table and indexes", postgres.bytes(false) / entries, "bytes an entry", ""));
            figures.add(new Figure(
                    subject,
                    "PostgreSQL: writing",
                    postgres.nanos() / NANOS / size * MILLION,
                    "s a million",
                    "2,000 a transaction, fsync off, with its indexes"));
        }
    }

    private static long indexBytes(Sealed sealed) {
        return sealed.archive.bytes("derived/");
    }

    private void reaches(Sealed sealed, long size, double worst) {
        FolderArchive.Use use = sealed.archive.use();
        double millions = size / MILLION;
        double seconds = sealed.indexingNanos() / NANOS / millions;
        double compute = seconds * FUNCTION_GB * GB_SECOND;
        // The questions' reads are among them: the sum is too high rather than too low.
        double requests = ((use.puts() + use.lists()) * PUTS + use.gets() * GETS) / millions;
        double month = indexBytes(sealed) / 1e9 * GB_MONTH / millions;
        String entries = String.format(Locale.ROOT, "%,d entries", size);
        reaches.add(Reach.atMost(
                "the slowest kind of question, p95 ms", MOST_MILLIS, worst, entries + ", warm, the JVM as below"));
        reaches.add(Reach.atMost(
                "index, bytes an entry", MOST_BYTES, indexBytes(sealed) / (double) size, entries + ", as stored"));
        reaches.add(Reach.atMost(
                "indexing a million entries, USD",
                MOST_USD,
                compute + requests + month,
                String.format(
                        Locale.ROOT,
                        "%.0f s of a %.0f GB function at %.10f USD = %.4f; all requests, the questions' too, %.4f; a"
                                + " month of storage %.4f (S3 and Lambda, us-east-1)",
                        seconds,
                        FUNCTION_GB,
                        GB_SECOND,
                        compute,
                        requests,
                        month)));
    }
}
