package io.certtrail.cli.verify;

import io.certtrail.cli.ProgressBar;
import io.certtrail.cli.publishedlog.ScratchFile;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.published.History;
import io.certtrail.ledger.published.KeptCheckpoint;
import io.certtrail.ledger.published.KeptCheckpoints;
import io.certtrail.ledger.published.LogFinding;
import io.certtrail.ledger.published.LogReport;
import io.certtrail.ledger.published.LogVerdict;
import io.certtrail.ledger.published.LogVerdict.Undecided;
import io.certtrail.ledger.published.LogVerifier;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.TreeStates;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.ledger.verify.Verdict;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a published log, or holds a verified export against one and against what was kept. */
final class LogStep {
    private static final String NO_PROOF =
            "The export comes without its proof file, so the state of the log that it names is not signed by the log's key. "
                    + "Give the proof file (--proof).";

    private final LogInputs inputs;
    private final Keyring keyring;
    private final boolean isJson;
    private final PrintStream out;
    private final PrintStream err;

    LogStep(LogInputs inputs, Keyring keyring, boolean isJson, PrintStream out, PrintStream err) {
        this.inputs = inputs;
        this.keyring = keyring;
        this.isJson = isJson;
        this.out = out;
        this.err = err;
    }

    /** Checks a log; gives the exit code. */
    int ofLog(String name) {
        LogVerdict verdict = verify(name, inputs.kept());
        if (isJson) {
            Json.ObjBuilder json = Json.obj().put("log", name).putIfPresent("keys", keysFile());
            LogJson.add(verdict, json);
            out.print(Jcs.text(json.build()) + "\n");
        } else {
            out.print(LogText.of(verdict, name, keys()));
        }
        return exitCode(verdict);
    }

    private LogVerdict verify(String name, KeptCheckpoints kept) {
        TrustedKeys trusted = keyring.trusted();
        ProgressBar bar = new ProgressBar(err, inputs.surroundings().terminal(), Clock.systemUTC());
        LogVerifier.Progress progress =
                (done, of) -> bar.at(done, of, () -> done + "/" + of + " entries, " + bar.perSecond(done) + "/s");
        try {
            return inputs.withLog(
                    name,
                    (log, parallel) -> LogVerifier.trusting(
                                    trusted,
                                    new LogVerifier.Settings(
                                            parallel, new ScratchFile(), new SecureRandom().nextLong(), progress))
                            .verify(log, kept));
        } finally {
            bar.done();
        }
    }

    /**
     * Holds a verified export against the log and what was kept; gives the exit code.
     *
     * @param seen the log's states that the export has shown
     */
    int ofExport(Report report, Inputs export, TreeStates seen) {
        Manifest manifest = report.manifest();
        Checkpoint state = new Checkpoint(manifest.origin(), manifest.range().treeSize(), manifest.rootHash());
        KeptCheckpoints kept = inputs.kept().of(state.origin());
        Optional<LogVerdict> without = report.log() == null
                ? Optional.of(needed(NO_PROOF))
                : withoutLog(History.of(state, seen, kept.usable()), manifest);
        if (without.isPresent()) {
            return bad(without.get(), export);
        }
        Optional<LogVerdict> log = inputs.name()
                .map(name -> verify(name, kept.and(new KeptCheckpoint(export.shown(export.export()), state))));
        if (log.isPresent() && !(log.get() instanceof LogVerdict.Verified)) {
            return bad(log.get(), export);
        }
        return kept.problem().map(problem -> bad(problem, export)).orElseGet(() -> good(report, export, kept, log));
    }

    /** What can be told without the log; empty if nothing speaks against it. */
    private Optional<LogVerdict> withoutLog(History history, Manifest manifest) {
        return switch (history) {
            case History.Contradicted(LogFinding finding) -> Optional.of(new LogVerdict.Tampered(finding));
            case History.NotShown(KeptCheckpoint one)
            when inputs.name().isEmpty() -> Optional.of(needed(notShown(one, manifest)));
            case History.NotShown notShown -> Optional.empty();
            case History.Extends extended -> Optional.empty();
        };
    }

    private static Undecided needed(String explanation) {
        return new Undecided(LogVerdict.Reason.NOT_SHOWN, explanation);
    }

    private static String notShown(KeptCheckpoint kept, Manifest manifest) {
        return "What was kept in " + kept.name() + " is the log at "
                + kept.checkpoint().size()
                + " entries, and the export shows its states from "
                + manifest.range().fromSeq() + " to "
                + manifest.range().toSeq() + " and at " + manifest.range().treeSize()
                + ". Give the published log too (--log), or an export without a filter on time.";
    }

    private int good(Report report, Inputs export, KeptCheckpoints kept, Optional<LogVerdict> log) {
        Optional<LogReport> checked = log.map(verdict -> ((LogVerdict.Verified) verdict).report());
        Verdict verdict = new Verdict.Verified(report);
        if (isJson) {
            Json.ObjBuilder json = JsonText.builder(verdict, export).put("against", LogJson.kept(kept.usable()));
            checked.ifPresent(found -> {
                Json.ObjBuilder published = Json.obj();
                LogJson.report(found, published);
                json.put("publishedLog", published.build());
            });
            out.print(Jcs.text(json.build()) + "\n");
        } else {
            out.print(HumanText.of(verdict, export) + LogText.behindExport(kept.usable(), checked, inputs.name()));
        }
        return VerifyCommand.VERIFIED;
    }

    private int bad(LogVerdict verdict, Inputs export) {
        if (isJson) {
            Json.ObjBuilder json = Json.obj()
                    .put("export", export.named(export.export()))
                    .putIfPresent("keys", keysFile())
                    .putIfPresent("log", inputs.name().orElse(null));
            LogJson.add(verdict, json);
            out.print(Jcs.text(json.build()) + "\n");
        } else {
            out.print(LogText.of(verdict, inputs.name(), keys(), export.shown(export.export())));
        }
        return exitCode(verdict);
    }

    private String keys() {
        return keyring.shown(inputs.surroundings().directory());
    }

    private @Nullable String keysFile() {
        return keyring.file().map(Object::toString).orElse(null);
    }

    private static int exitCode(LogVerdict verdict) {
        return switch (verdict) {
            case LogVerdict.Verified verified -> VerifyCommand.VERIFIED;
            case LogVerdict.Tampered tampered -> VerifyCommand.TAMPERED;
            case LogVerdict.Undecided undecided -> VerifyCommand.UNDECIDED;
        };
    }
}
