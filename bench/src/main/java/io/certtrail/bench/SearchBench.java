package io.certtrail.bench;

import io.certtrail.bench.postgres.PostgresServer;
import io.certtrail.bench.report.Machine;
import io.certtrail.bench.report.Report;
import io.certtrail.bench.search.SearchRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The benchmark of the search: logs of growing sizes, ours and PostgreSQL's, in one process. */
final class SearchBench {
    private static final Clock CLOCK = Clock.systemUTC();

    private final BenchOptions options;
    private final PrintStream progress;

    SearchBench(BenchOptions options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    Report run() throws Exception {
        Instant start = CLOCK.instant();
        Map<String, String> facts = Machine.facts(CLOCK);
        Path scratch = Files.createTempDirectory("certtrail-bench");
        List<String> notRun = new ArrayList<>();
        SearchRun.Found found;
        try (PostgresServer server = postgres(scratch, notRun).orElse(null);
                Connection connection = server == null ? null : server.connect()) {
            found = new SearchRun(options.searchEntries(), options.searchRounds(), progress).run(scratch, connection);
        } finally {
            Scratch.delete(scratch);
        }
        facts.put("took", Duration.between(start, CLOCK.instant()).toSeconds() + " s");
        return new Report(facts, options.quick(), found.reaches(), List.of(), found.figures(), notRun);
    }

    private static Optional<PostgresServer> postgres(Path scratch, List<String> notRun)
            throws IOException, InterruptedException {
        Optional<Path> programs = PostgresServer.programs();
        if (programs.isEmpty()) {
            notRun.add("PostgreSQL: no initdb and postgres were found; Debian and Ubuntu: apt install postgresql");
            return Optional.empty();
        }
        return Optional.of(PostgresServer.start(
                programs.get(),
                scratch.resolve("postgres"),
                false,
                UUID.randomUUID().toString()));
    }
}
