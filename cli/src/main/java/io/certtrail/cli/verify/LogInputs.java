package io.certtrail.cli.verify;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.cli.publishedlog.FolderLog;
import io.certtrail.cli.publishedlog.HttpLog;
import io.certtrail.ledger.published.KeptCheckpoints;
import io.certtrail.ledger.published.PublishedLog;
import io.certtrail.ledger.verify.TrustedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an export or a log is held against: the log, and checkpoints that were kept elsewhere.
 *
 * @param name the log's folder or address as it was given; empty if no log was
 */
record LogInputs(Surroundings surroundings, Optional<String> name, KeptCheckpoints kept) {
    private static final Duration REQUEST = Duration.ofSeconds(30);

    /** What may be read at once from the web, where one waits more than one works. */
    private static final int LANES = 16;

    /** Reads the checkpoints; what of them is not signed by one of these keys proves nothing. */
    static LogInputs of(Options options, Surroundings surroundings, TrustedKeys keys) {
        KeptCheckpoints kept = KeptCheckpoints.NONE;
        for (String name : options.values("--against")) {
            kept = kept.and(name, read(Inputs.at(name, surroundings)), keys);
        }
        return new LogInputs(surroundings, options.value("--log"), kept);
    }

    private static byte[] read(Path file) {
        Inputs.requireFile(file);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(KeptCheckpoints.MAX_BYTES + 1);
        } catch (IOException e) {
            throw Inputs.unreadable(file, e);
        }
    }

    boolean isNone() {
        return name.isEmpty() && kept.equals(KeptCheckpoints.NONE);
    }

    /** The sizes at which something was kept. */
    List<Long> sizes() {
        return kept.usable().stream().map(one -> one.checkpoint().size()).toList();
    }

    /** Does something with a log. */
    @FunctionalInterface
    interface Use<T> {
        T of(PublishedLog log, int parallel);
    }

    <T> T withLog(String logName, Use<T> use) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (!HttpLog.isAddress(logName)) {
            Path folder = Inputs.at(logName, surroundings);
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(VerifyCommand.UNDECIDED, "there is no folder " + folder);
            }
            return use.of(new FolderLog(folder), processors);
        }
        try (HttpLog log = web(logName)) {
            return use.of(log, Math.max(LANES, processors));
        }
    }

    private static HttpLog web(String address) {
        try {
            return new HttpLog(address, REQUEST, Thread::sleep);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(VerifyCommand.UNDECIDED, String.valueOf(e.getMessage()));
        }
    }
}
