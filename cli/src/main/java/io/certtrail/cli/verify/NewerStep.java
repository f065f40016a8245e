package io.certtrail.cli.verify;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.published.History;
import io.certtrail.ledger.published.KeptCheckpoint;
import io.certtrail.ledger.published.LogFinding;
import io.certtrail.ledger.published.LogVerdict;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.Since;
import io.certtrail.ledger.verify.TreeStates;
import io.certtrail.ledger.verify.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Holds a verified export against a later one of the same log, and says what of it has been dropped since. */
final class NewerStep {
    private final Inputs older;
    private final boolean isJson;
    private final PrintStream out;

    NewerStep(Inputs older, boolean isJson, PrintStream out) {
        this.older = older;
        this.isJson = isJson;
        this.out = out;
    }

    /** Gives the exit code. */
    int of(Report report, Inputs newer) {
        Checkpoint state = state(report.manifest());
        TreeStates seen = new TreeStates(List.of(state.size()));
        Verdict verdict = VerifyCommand.verdict(newer, seen, false);
        if (!(verdict instanceof Verdict.Verified(Report found))) {
            out.print(isJson ? JsonText.of(verdict, newer) : HumanText.of(verdict, newer) + "\n" + ofItself());
            return VerifyCommand.exitCode(verdict);
        }
        Manifest manifest = found.manifest();
        if (!manifest.origin().equals(state.origin())) {
            return bad(undecided(newer.shown(newer.export()) + " is of another log, " + manifest.origin()
                    + ", so it says nothing of one of " + state.origin() + "."));
        }
        if (report.log() == null || found.log() == null) {
            return bad(
                    undecided("Both exports are needed with their proof files: without them the states of the log that"
                            + " they name are not signed by the log's key."));
        }
        History history =
                History.of(state(manifest), seen, List.of(new KeptCheckpoint(older.shown(older.export()), state)));
        if (history instanceof History.Contradicted(LogFinding finding)) {
            return bad(new LogVerdict.Tampered(finding));
        }
        good(
                report,
                newer,
                new NewerText(found, Since.of(report.manifest(), found), history instanceof History.Extends));
        return VerifyCommand.VERIFIED;
    }

    private static Checkpoint state(Manifest manifest) {
        return new Checkpoint(manifest.origin(), manifest.range().treeSize(), manifest.rootHash());
    }

    private static LogVerdict undecided(String why) {
        return new LogVerdict.Undecided(LogVerdict.Reason.NOT_SHOWN, why);
    }

    private void good(Report report, Inputs newer, NewerText text) {
        Verdict verdict = new Verdict.Verified(report);
        if (isJson) {
            Json.ObjBuilder json = JsonText.builder(verdict, older).put("newer", text.json(newer));
            out.print(Jcs.text(json.build()) + "\n");
        } else {
            out.print(HumanText.of(verdict, older) + "\n" + text.of(report.manifest(), newer));
        }
    }

    private int bad(LogVerdict verdict) {
        if (isJson) {
            Json.ObjBuilder json = Json.obj().put("export", older.named(older.export()));
            LogJson.add(verdict, json);
            out.print(Jcs.text(json.build()) + "\n");
        } else {
            String keys = older.keys().map(older::shown).orElse("none");
            out.print(LogText.of(verdict, Optional.empty(), keys, older.shown(older.export())));
        }
        return verdict instanceof LogVerdict.Tampered ? VerifyCommand.TAMPERED : VerifyCommand.UNDECIDED;
    }

    private String ofItself() {
        return "The older export by itself checks: " + older.shown(older.export()) + ".\n";
    }
}
