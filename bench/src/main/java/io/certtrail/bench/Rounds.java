package io.certtrail.bench;

import io.certtrail.bench.contenders.Contender;
import io.certtrail.bench.contenders.Contender.Run;
import io.certtrail.bench.dynamo.Meter.Units;
import io.certtrail.bench.load.Load;
import io.certtrail.bench.report.Row;
import io.certtrail.bench.report.Spread;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Lets contenders run one after the other, in rounds, so that what else the machine does falls on all of them; after one
 * short round that counts for nothing, in which the JVM gets to know the code.
 */
final class Rounds {
    private static final double MICROS = 1e3;
    private static final double MEDIAN = 50;
    private static final double RARE = 99;

    private final BenchOptions options;
    private final PrintStream progress;

    Rounds(BenchOptions options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    private record Cell(Contender contender, int writers) {}

    List<Row> run(List<Contender> contenders) throws Exception {
        Map<Cell, List<Run>> runs = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            Run _ = contender.run(options.writers().getLast(), options.warmUp());
            options.writers().forEach(writers -> runs.put(new Cell(contender, writers), new ArrayList<>()));
        }
        for (int round = 1; round <= options.rounds(); round++) {
            for (Map.Entry<Cell, List<Run>> cell : runs.entrySet()) {
                Contender contender = cell.getKey().contender();
                Run run = contender.run(cell.getKey().writers(), options.time());
                cell.getValue().add(run);
                progress.printf(
                        "round %d/%d: %s, %s, %s, %d events a request, %d writers: %,.0f events/s%n",
                        round,
                        options.rounds(),
                        contender.setup().name(),
                        contender.setup().place(),
                        contender.setup().storage().words(),
                        contender.setup().batch(),
                        cell.getKey().writers(),
                        run.eventsASecond());
            }
        }
        return runs.entrySet().stream()
                .map(cell -> row(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static Row row(Cell cell, List<Run> runs) {
        Histogram latency = Load.histogram();
        Units units = Units.NONE;
        double events = 0;
        double bytes = 0;
        Duration signedAfter = Duration.ZERO;
        for (Run run : runs) {
            latency.add(run.outcome().latency());
            units = units.plus(run.units());
            events += run.outcome().events();
            bytes += run.bytes();
            signedAfter = signedAfter.compareTo(run.signedAfter()) > 0 ? signedAfter : run.signedAfter();
        }
        boolean counted = units.calls() > 0;
        return new Row(
                cell.contender().setup().name(),
                cell.contender().setup().place(),
                cell.contender().setup().storage(),
                cell.contender().setup().batch(),
                cell.writers(),
                Spread.of(runs.stream().map(Run::eventsASecond).toList()),
                latency.getValueAtPercentile(MEDIAN) / MICROS,
                latency.getValueAtPercentile(RARE) / MICROS,
                counted ? units.allWrites() / events : Double.NaN,
                counted ? units.reads() / events : Double.NaN,
                bytes / events,
                signedAfter.toMillis(),
                runs.size());
    }
}
