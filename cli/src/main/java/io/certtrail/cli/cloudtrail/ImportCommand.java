package io.certtrail.cli.cloudtrail;

import io.certtrail.cli.Command;
import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.ExitCode;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.cli.UsageException;
import io.certtrail.cli.server.ApiClient;
import io.certtrail.cli.server.ServerAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code certtrail import}: brings in what other systems logged. */
public final class ImportCommand {

    private static final String USAGE = """
            usage: certtrail import cloudtrail FILE|DIR... [--url URL] [--token-file FILE] [--data DIR] [--parallel N]

            Makes an audit event of every record of AWS CloudTrail log files (.json, .json.gz; in a folder, at any
            depth). Running it again adds nothing: an event's id comes from CloudTrail's own.
            A broken file is named with what is wrong, does not go in at all, and the others do.
              --url, --token-file  the installation, and a token that may append events (role ingest)
              --data DIR           else the local cloud of this data folder; without it, the one that runs here
              --parallel N         requests under way at once, 1 to 16; 4 without it
            Exit code: 0 everything went in; 1 a file or an event did not; 69 CertTrail can't be reached.
            What becomes of which event: docs/import-cloudtrail.md
            """;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int SECONDS_A_REQUEST = 10;

    private final Surroundings surroundings;
    private final Clock clock;

    private ImportCommand(Surroundings surroundings, Clock clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    public static Command in(Surroundings surroundings, Clock clock) {
        return new Command("import", USAGE, new ImportCommand(surroundings, clock)::run);
    }

    private int run(List<String> args, PrintStream out, PrintStream err) {
        Set<String> valued = new HashSet<>(ServerAddress.OPTIONS);
        valued.add("--parallel");
        Options options = Options.parse(args, valued, Set.of());
        LogFiles files = files(options.operands());
        int parallel = options.number("--parallel", 1, 16, 4);
        ServerAddress server = ServerAddress.find(options, surroundings);
        Report report = new Report();
        Progress progress = new Progress(err, surroundings.terminal(), files, clock);
        try (ApiClient api = new ApiClient(server, Thread::sleep, new SecureRandom());
                Importer importer = new Importer(
                        new Sender(api, report), new EventMapper(Mapping.load()), report, progress, parallel)) {
            importer.run(files);
            Duration took = progress.elapsed();
            boolean logged = awaitLogged(api, importer.lastIds());
            progress.done();
            summary(files, report, took, logged, out);
        } catch (CommandFailure e) {
            progress.done();
            throw stopped(e, report);
        } finally {
            report.faults().forEach((file, fault) -> err.println(file + ": " + fault));
        }
        return report.faults().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private LogFiles files(List<String> operands) {
        if (operands.isEmpty()) {
            throw new UsageException("import what? cloudtrail FILE|DIR...");
        }
        if (!operands.getFirst().equals("cloudtrail")) {
            throw new UsageException("there is no format '" + operands.getFirst() + "'; cloudtrail");
        }
        if (operands.size() == 1) {
            throw new UsageException("which files or folders?");
        }
        List<Path> paths = operands.stream()
                .skip(1)
                .map(surroundings.directory()::resolve)
                .map(Path::normalize)
                .toList();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CommandFailure(ExitCode.FAILED, "there is no " + path);
            }
        }
        try {
            LogFiles files = LogFiles.find(paths);
            if (files.files().isEmpty()) {
                throw new CommandFailure(ExitCode.FAILED, "no .json or .json.gz files there");
            }
            return files;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "can't read " + e.getMessage());
        }
    }

    /** Waits until these events can be seen in the chain; false when they can't in time, or not with this token. */
    private boolean awaitLogged(ApiClient api, Collection<String> ids) {
        Instant end = clock.instant().plus(LONGEST_WAIT);
        for (String id : ids) {
            int status;
            do {
                status = api.get("/api/audit/" + id + "?wait=" + SECONDS_A_REQUEST)
                        .status();
            } while (status == 404 && clock.instant().isBefore(end));
            if (status != 200) {
                return false;
            }
        }
        return true;
    }

    private static void summary(LogFiles files, Report report, Duration took, boolean logged, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d of %d files, %d events: %d accepted, %d refused%n",
                report.files(),
                files.files().size(),
                report.events(),
                report.accepted(),
                report.refused());
        out.printf(Locale.ROOT, "  %7d as actions of the catalogue%n", report.mapped());
        out.printf(Locale.ROOT, "  %7d as custom.aws.*%n", report.custom());
        if (report.differentContent() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %7d are in the ledger with other content, which stays%n",
                    report.differentContent());
        }
        if (report.repetitions() > 0) {
            out.printf(Locale.ROOT, "  %7d stand there twice%n", report.repetitions());
        }
        if (files.digests() > 0) {
            out.printf(Locale.ROOT, "  %d digest files hold no events and were left out%n", files.digests());
        }
        double seconds = Math.max(took.toMillis(), 1) / 1000.0;
        out.printf(
                Locale.ROOT,
                "in %.1f s, %.0f events/s; %s%n",
                seconds,
                report.accepted() / seconds,
                logged ? "all of them are in the chain" : "accepted for good, and on their way into the chain");
    }

    private static CommandFailure stopped(CommandFailure e, Report report) {
        return new CommandFailure(
                e.exitCode(),
                e.getMessage() + "\nStopped after " + report.accepted()
                        + " events, which are accepted; run the same command again to go on.");
    }
}
