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
 * What an auditor's machine does with an export, on one core: the same bytes hashed by the system's own program, walked by
 * row chain and manifest, and verified with every leaf rebuilt and proven. In rounds, the three after each other.
 */
public final class ExportFigures {
    private static final String SUBJECT = "An export, made and verified on one core";
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
     * @param provenRows rows/s with every leaf proven
     */
    public record Found(List<Figure> figures, double walkRatio, double provenRows) {}

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
        for (int round = 0; round <= rounds; round++) {
            double hashed = Sha256Program.FOUND ? seconds(() -> Sha256Program.hash(made.csv())) : Double.NaN;
            double walked = seconds(() -> verify(made, false));
            double proven = seconds(() -> verify(made, true));
            if (round > 0) {
                hashing.add(made.bytes() / hashed);
                walking.add(made.bytes() / walked);
                proving.add(made.rows() / proven);
            }
        }
        Spread hash = Spread.of(hashing);
        Spread walk = Spread.of(walking);
        Spread prove = Spread.of(proving);
        double bytesARow = (double) made.bytes() / made.rows();
        return new Found(
                List.of(
                        figure(
                                "CSV export, made",
                                made.rows() / (made.cpu().toNanos() / NANOS),
                                "rows/s",
                                "%,d rows of %.0f bytes, made from blocks in memory, with proof; CPU time"
                                        .formatted(made.rows(), bytesARow)),
                        figure("sha256sum of it", hash.median() / MEGA, "MB/s", spread(hash, MEGA)),
                        figure("row chain and manifest walked", walk.median() / MEGA, "MB/s", spread(walk, MEGA)),
                        figure("row chain and manifest walked", walk.median() / bytesARow, "rows/s", ""),
                        figure("every leaf rebuilt and proven", prove.median(), "rows/s", spread(prove, 1)),
                        figure("every leaf rebuilt and proven", prove.median() * bytesARow / MEGA, "MB/s", ""),
                        figure(
                                "proof file",
                                (double) made.proofBytes(),
                                "bytes",
                                "of all rows; one line for each left out")),
                walk.median() / hash.median(),
                prove.median());
    }

    private static void verify(ExportBench.Made made, boolean withProof) throws IOException {
        if (!made.verifies(withProof)) {
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
