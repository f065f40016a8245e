package io.certtrail.bench;

import io.certtrail.bench.BenchOptions.Part;
import io.certtrail.bench.contenders.BlockWriterAlone;
import io.certtrail.bench.contenders.BlockWriterAlone.Extent;
import io.certtrail.bench.contenders.Contender;
import io.certtrail.bench.contenders.DynamoPlace;
import io.certtrail.bench.contenders.NaiveChain;
import io.certtrail.bench.contenders.PostgresChain;
import io.certtrail.bench.contenders.Storage;
import io.certtrail.bench.contenders.UnchainedPuts;
import io.certtrail.bench.contenders.WholeWay;
import io.certtrail.bench.dynamo.ModelledDynamo;
import io.certtrail.bench.latency.LatencyFigures;
import io.certtrail.bench.postgres.PostgresServer;
import io.certtrail.bench.proofs.ExportFigures;
import io.certtrail.bench.proofs.MemoryFigures;
import io.certtrail.bench.proofs.TreeFigures;
import io.certtrail.bench.report.Figure;
import io.certtrail.bench.report.Machine;
import io.certtrail.bench.report.Reach;
import io.certtrail.bench.report.Report;
import io.certtrail.bench.report.Row;
import io.certtrail.local.Conditions;
import io.certtrail.local.LocalOptions;
import io.certtrail.local.wake.StreamPoller;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The benchmark of the ledger: all parts, one after the other, in one process. */
final class LedgerBench {
    private static final int HUNDRED = 100;
    private static final int LATENCY_RATE = 200;

    /** Lambda looks at a stream about four times a second. */
    private static final Duration WAKE_UP = Duration.ofMillis(250);

    private static final double MOST_IN_CHAIN_MS = 1_000;
    private static final double MOST_SIGNED_MS = 3_000;
    private static final double PART_OF_SHA256 = 1.0 / 3;
    private static final double PROVEN_ROWS = 100_000;
    private static final double FLAT_ROWS = 10_000_000;
    private static final Clock CLOCK = Clock.systemUTC();

    private final BenchOptions options;
    private final PrintStream progress;
    private final List<Reach> reaches = new ArrayList<>();
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
            runParts(scratch);
        } finally {
            Scratch.delete(scratch);
        }
        facts.put("took", Duration.between(start, CLOCK.instant()).toSeconds() + " s");
        return new Report(facts, options.quick(), reaches, rows, figures, notRun);
    }

    private void runParts(Path scratch) throws Exception {
        if (options.has(Part.APPEND)) {
            append(scratch);
            reaches.addAll(new Reaches(rows).all());
        }
        if (options.has(Part.LATENCY)) {
            latency();
        }
        if (options.has(Part.VERIFY)) {
            verify(scratch);
        }
        if (options.has(Part.TREE)) {
            progress.println("the hash tree");
            figures.addAll(new TreeFigures(options.leaves()).run());
        }
        if (options.has(Part.MEMORY)) {
            memory();
        }
    }

    private void append(Path scratch) throws Exception {
        try (DynamoPlaces places = new DynamoPlaces();
                Servers servers = postgres(scratch)) {
            List<Contender> contenders = new ArrayList<>();
            for (DynamoPlace place :
                    List.of(places.httpInMemory(), places.httpOnFile(scratch.resolve("http")), places.modelled())) {
                contenders.add(new UnchainedPuts(place));
                contenders.add(new NaiveChain(place));
                contenders.add(new BlockWriterAlone(place, 1, Extent.EVERYTHING));
                contenders.add(new BlockWriterAlone(place, HUNDRED, Extent.EVERYTHING));
                contenders.add(new BlockWriterAlone(place, HUNDRED, Extent.BLOCKS_ALONE));
            }
            contenders.add(new UnchainedPuts(places.embeddedInMemory()));
            contenders.add(new UnchainedPuts(places.embeddedOnFile(scratch.resolve("embedded"))));
            for (Storage storage : List.of(Storage.MEMORY, Storage.FILE)) {
                for (int batch : List.of(1, HUNDRED)) {
                    contenders.add(new WholeWay("local cloud", storage, UnaryOperator.identity(), scratch, batch));
                }
            }
            contenders.addAll(servers.contenders());
            rows.addAll(new Rounds(options, progress).run(contenders));
        }
    }

    /** PostgreSQL, synced and not; none if it is not installed. */
    private record Servers(List<PostgresServer> servers, List<Contender> contenders) implements AutoCloseable {
        @Override
        public void close() {
            servers.forEach(PostgresServer::close);
        }
    }

    private Servers postgres(Path scratch) throws IOException, InterruptedException {
        Optional<Path> programs = PostgresServer.programs();
        if (programs.isEmpty()) {
            notRun.add(
                    "PostgreSQL chain: no initdb and postgres were found; Debian and Ubuntu: apt install postgresql");
            return new Servers(List.of(), List.of());
        }
        String password = UUID.randomUUID().toString();
        PostgresServer synced = PostgresServer.start(programs.get(), scratch.resolve("synced"), true, password);
        PostgresServer unsynced = PostgresServer.start(programs.get(), scratch.resolve("unsynced"), false, password);
        return new Servers(
                List.of(synced, unsynced),
                List.of(
                        new PostgresChain(synced, Storage.FILE, 1),
                        new PostgresChain(synced, Storage.FILE, HUNDRED),
                        new PostgresChain(unsynced, Storage.UNSYNCED, HUNDRED)));
    }

    private void latency() throws IOException, InterruptedException {
        LocalOptions modelled = LocalOptions.inMemory()
                .withConditions(new Conditions(UnaryOperator.identity(), new StreamPoller.Pace(WAKE_UP, WAKE_UP)));
        progress.println("latency, modelled");
        LatencyFigures.Found model = new LatencyFigures(
                        "Latency at 200 events/s: a model, 5 ms a call of DynamoDB, a wake-up each 250 ms; in memory",
                        modelled,
                        ModelledDynamo::new,
                        LATENCY_RATE,
                        options.latencyWarmUp(),
                        options.latencyTime())
                .run();
        progress.println("latency, local");
        LatencyFigures.Found local = new LatencyFigures(
                        "Latency at 200 events/s: the local cloud as it is, in memory",
                        LocalOptions.inMemory(),
                        UnaryOperator.identity(),
                        LATENCY_RATE,
                        options.latencyWarmUp(),
                        options.latencyTime())
                .run();
        figures.addAll(model.figures());
        figures.addAll(local.figures());
        reaches.add(Reach.atMost(
                "POST to in the chain at 200 events/s, p99 ms",
                MOST_IN_CHAIN_MS,
                model.inChain(),
                "modelled; the local cloud as it is: %,.0f".formatted(local.inChain())));
        reaches.add(Reach.atMost(
                "POST to under a signed checkpoint at 200 events/s, p99 ms",
                MOST_SIGNED_MS,
                model.signed(),
                "modelled, while the signing budget lasts; the local cloud as it is: %,.0f".formatted(local.signed())));
    }

    private void verify(Path scratch) throws IOException, InterruptedException {
        progress.println("an export, made and verified");
        Path folder = Files.createDirectory(scratch.resolve("export"));
        ExportFigures.Found found = new ExportFigures(folder, options.exportRows(), options.rounds()).run();
        figures.addAll(found.figures());
        reaches.add(Reach.atLeast(
                "walking a CSV's row chain and manifest, of sha256sum's byte rate",
                PART_OF_SHA256,
                found.walkRatio(),
                "one core each, the same file"));
        reaches.add(Reach.atLeast(
                "every leaf rebuilt and proven, rows/s",
                PROVEN_ROWS,
                found.provenRows(),
                "all cores, as `certtrail verify` does it; on one core: %,.0f".formatted(found.provenRowsOnOne())));
    }

    private void memory() throws IOException, InterruptedException {
        progress.println("memory of export and verify");
        MemoryFigures.Found found = MemoryFigures.run(options.memoryRows());
        figures.addAll(found.figures());
        reaches.add(Reach.atLeast(
                "rows exported and verified with one heap",
                FLAT_ROWS,
                found.rows(),
                "%d MB, from 10 thousand rows on%s"
                        .formatted(
                                MemoryFigures.Found.heap(),
                                options.large() ? "" : "; 10 million are tried with --large")));
    }
}
