package io.certtrail.bench;

import io.certtrail.bench.exports.ExportsRun;
import io.certtrail.bench.report.Figure;
import io.certtrail.bench.report.Machine;
import io.certtrail.bench.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The benchmark of exports: a log as CSV, PDF and zip. */
final class ExportsBench {
    private static final Clock CLOCK = Clock.systemUTC();

    private final BenchOptions options;
    private final PrintStream progress;

    ExportsBench(BenchOptions options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    Report run() throws IOException, InterruptedException {
        Instant start = CLOCK.instant();
        Map<String, String> facts = Machine.facts(CLOCK);
        Path scratch = Files.createTempDirectory("certtrail-bench");
        List<Figure> figures;
        try {
            figures = new ExportsRun(options.exportedEntries(), progress).run(scratch);
        } finally {
            Scratch.delete(scratch);
        }
        facts.put("took", Duration.between(start, CLOCK.instant()).toSeconds() + " s");
        return new Report(facts, options.quick(), List.of(), List.of(), figures, List.of());
    }
}
