package io.certtrail.bench;

import io.certtrail.bench.BenchOptions.Part;
import io.certtrail.bench.contenders.BlockWriterAlone;
import io.certtrail.bench.contenders.BlockWriterAlone.Extent;
import io.certtrail.bench.contenders.Contender;
import io.certtrail.bench.contenders.DynamoPlace;
import io.certtrail.bench.contenders.NaiveChain;
import io.certtrail.bench.contenders.Storage;
import io.certtrail.bench.contenders.UnchainedPuts;
import io.certtrail.bench.contenders.WholeWay;
import io.certtrail.bench.report.Figure;
import io.certtrail.bench.report.Machine;
import io.certtrail.bench.report.Reach;
import io.certtrail.bench.report.Report;
import io.certtrail.bench.report.Row;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The benchmark of the ledger: all parts, one after the other, in one process. */
final class LedgerBench {
    private static final int FULL_REQUEST = 100;
    private static final Clock CLOCK = Clock.systemUTC();

    private final BenchOptions options;
    private final PrintStream progress;
    private final List<Row> rows = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notRun = new ArrayList<>();

    LedgerBench(BenchOptions options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    Report run() throws Exception {
        Instant start = CLOCK.instant();
        Map<String, String> facts = Machine.facts(CLOCK);
        Path scratch = Files.createTempDirectory("certtrail-bench");
        try {
            if (options.has(Part.APPEND)) {
                append(scratch);
            }
        } finally {
            Scratch.delete(scratch);
        }
        facts.put("took", Duration.between(start, CLOCK.instant()).toSeconds() + " s");
        List<Reach> reaches = List.of();
        return new Report(facts, options.quick(), reaches, rows, figures, notRun);
    }

    private void append(Path scratch) throws Exception {
        try (DynamoPlaces places = new DynamoPlaces()) {
            List<Contender> contenders = new ArrayList<>();
            for (DynamoPlace place :
                    List.of(places.httpInMemory(), places.httpOnFile(scratch.resolve("http")), places.modelled())) {
                contenders.add(new UnchainedPuts(place));
                contenders.add(new NaiveChain(place));
                contenders.add(new BlockWriterAlone(place, 1, Extent.EVERYTHING));
                contenders.add(new BlockWriterAlone(place, FULL_REQUEST, Extent.EVERYTHING));
                contenders.add(new BlockWriterAlone(place, FULL_REQUEST, Extent.BLOCKS_ALONE));
            }
            contenders.add(new UnchainedPuts(places.embeddedInMemory()));
            contenders.add(new UnchainedPuts(places.embeddedOnFile(scratch.resolve("embedded"))));
            for (Storage storage : List.of(Storage.MEMORY, Storage.FILE)) {
                for (int batch : List.of(1, FULL_REQUEST)) {
                    contenders.add(new WholeWay("local cloud", storage, UnaryOperator.identity(), scratch, batch));
                }
            }
            rows.addAll(new Rounds(options, progress).run(contenders));
        }
    }
}
