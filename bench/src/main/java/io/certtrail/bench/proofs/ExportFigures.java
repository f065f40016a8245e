package io.certtrail.bench.proofs;

import io.certtrail.bench.report.Figure;
import io.certtrail.bench.report.Spread;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.testkit.bench.ExportBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an auditor's machine does with an export: the same bytes hashed by the system's own program, walked by row chain and
 * manifest, and verified with every leaf rebuilt and proven, on one core and on all. In rounds, one after the other.
 */
public final class ExportFigures {
    private static final String SUBJECT = "An export, made and verified";
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;

    private final Path folder;
    private final long entries;
    private final int rounds;

    /**
     * Of an export of its own.
     *
     * @param folder where it is made
     */
    public ExportFigures(Path folder, long entries, int rounds) {
        this.folder = folder;
        this.entries = entries;
        this.rounds = rounds;
    }

    /**
     * What was found.
     *
     * @param walkRatio bytes/s of the walk by those of the system's program; not a number if there is none
     * @param provenRows rows/s with every leaf proven, on all cores
     * @param provenRowsOnOne the same on one core
     */
    public record Found(List<Figure> figures, double walkRatio, double provenRows, double provenRowsOnOne) {}

    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** Measures. */
    public Found run() throws IOException, InterruptedException {
        ExportBench.Made made = ExportBench.make(entries, ExportFilter.NONE, folder);
        List<Double> hashing = new ArrayList<>();
        List<Double> walking = new ArrayList<>();
        List<Double> proving = new ArrayList<>();
        List<Double> provingAlone = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double hashed = Sha256Program.FOUND ? seconds(() -> Sha256Program.hash(made.csv())) : Double.NaN;
            double walked = seconds(() -> verify(made, false, 1));
            double provenAlone = seconds(() -> verify(made, true, 1));
            double proven = seconds(() -> verify(made, true, CORES));
            if (round > 0) {
                hashing.add(made.bytes() / hashed);
                walking.add(made.bytes() / walked);
                provingAlone.add(made.rows() / provenAlone);
                proving.add(made.rows() / proven);
            }
        }
        Spread hash = Spread.of(hashing);
        Spread walk = Spread.of(walking);
        Spread prove = Spread.of(proving);
        Spread proveAlone = Spread.of(provingAlone);
        double bytesARow = (double) made.bytes() / made.rows();
        return new Found(
                List.of(
                        figure(
                                "CSV export, made",
                                made.rows() / (made.cpu().toNanos() / NANOS),
                                "rows/s",
                                "%,d rows of %.0f bytes, made from blocks in memory, with proof; CPU time"
                                        .formatted(made.rows(), bytesARow)),
                        figure("sha256sum of it, one core", hash.median() / MEGA, "MB/s", spread(hash, MEGA)),
                        figure(
                                "row chain and manifest walked, one core",
                                walk.median() / MEGA,
                                "MB/s",
                                spread(walk, MEGA)),
                        figure("row chain and manifest walked, one core", walk.median() / bytesARow, "rows/s", ""),
                        figure(
                                "every leaf rebuilt and proven, one core",
                                proveAlone.median(),
                                "rows/s",
                                spread(proveAlone, 1)),
                        figure(
                                "every leaf rebuilt and proven, all %d cores".formatted(CORES),
                                prove.median(),
                                "rows/s",
                                spread(prove, 1)),
                        figure(
                                "proof file",
                                (double) made.proofBytes(),
                                "bytes",
                                "of all rows; one line for each left out")),
                walk.median() / hash.median(),
                prove.median(),
                proveAlone.median());
    }

    private static void verify(ExportBench.Made made, boolean withProof, int threads) throws IOException {
        if (!made.verifies(withProof, threads)) {
            throw new IllegalStateException("the export of the benchmark does not verify");
        }
    }

    private static double seconds(Step step) throws IOException, InterruptedException {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / NANOS;
    }

    private static String spread(Spread spread, double unit) {
        return "%,.0f – %,.0f".formatted(spread.min() / unit, spread.max() / unit);
    }

    private static Figure figure(String name, double value, String unit, String note) {
        return new Figure(SUBJECT, name, value, unit, note);
    }
}
