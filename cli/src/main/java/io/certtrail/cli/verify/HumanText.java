package io.certtrail.cli.verify;

import io.certtrail.ledger.export.Excerpt;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.verify.Dropped;
import io.certtrail.ledger.verify.Finding;
import io.certtrail.ledger.verify.Place;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A verdict for a person who has to act on it. */
final class HumanText {
    private static final int MAX_EXPLANATION = 2000;
    private static final int MOST_DROPPED = 5;

    private final List<String> lines = new ArrayList<>();
    private final Inputs inputs;

    private HumanText(Inputs inputs) {
        this.inputs = inputs;
    }

    static String of(Verdict verdict, Inputs inputs) {
        HumanText text = new HumanText(inputs);
        switch (verdict) {
            case Verdict.Verified(Report report) -> text.verified(report);
            case Verdict.Tampered(Finding finding) -> text.tampered(finding);
            case Verdict.Undecided(Verdict.Reason reason, String explanation) -> text.undecided(explanation);
        }
        return String.join("\n", text.lines) + "\n";
    }

    private void verified(Report report) {
        Manifest manifest = report.manifest();
        line("verified: " + Words.count(manifest.rows(), "entry", "entries") + " of " + manifest.origin()
                + (report.log() == null ? ", as exported (without a proof, not checked against the log)" : ""));
        line("");
        fact(
                "export",
                inputs.shown(inputs.export()) + ", made " + Words.time(manifest.exportedAt()) + " for "
                        + Words.given(manifest.actor()));
        fact("filter", Words.filter(manifest));
        fact("proof", inputs.proof().map(inputs::shown).orElse("none"));
        keys();
        line("");
        line("Shown:");
        shown(report, manifest);
        line("");
        line("Not shown:");
        notShown(report, manifest);
    }

    private void shown(Report report, Manifest manifest) {
        item("No row was changed, added, moved or taken out since the export was made and signed by "
                + manifest.origin().exportsKeyName() + " (key " + manifest.keyId() + ").");
        Report.InLog log = report.log();
        if (log != null) {
            item("Every row is in the log, as it was recorded: checkpoint of "
                    + Words.count(manifest.range().treeSize(), "entry", "entries") + ", signed by "
                    + manifest.origin() + " (key " + Words.keyIds(report.signers()) + ").");
            if (report.isComplete()) {
                item("No entry that matches the filter was left out.");
            }
            lastWritten(log.lastWritten(), manifest);
        }
        dropped(report.dropped());
        if (report.isHmacChecked()) {
            item("The deployment that holds the secret made it (HMAC).");
        }
    }

    private void dropped(List<Dropped> all) {
        for (Dropped dropped : all.subList(0, Math.min(all.size(), MOST_DROPPED))) {
            item(Words.dropped(dropped));
        }
        if (all.size() > MOST_DROPPED) {
            item("%d more entries say what was dropped (--json lists them).".formatted(all.size() - MOST_DROPPED));
        }
    }

    private void lastWritten(@Nullable Instant lastWritten, Manifest manifest) {
        if (lastWritten == null) {
            item("The log was empty.");
            return;
        }
        item("The log was last written " + Words.time(lastWritten) + ", "
                + Words.age(lastWritten, manifest.exportedAt()) + ".");
        if (Words.isOld(lastWritten, manifest.exportedAt())) {
            line("    Look into that: a log that is kept has an entry a day, so this may be an old state of it.");
        }
    }

    private void notShown(Report report, Manifest manifest) {
        if (report.log() == null) {
            item(
                    "That the rows are in the log, and that none was left out: for that it needs the export's proof file,");
            line("    which was looked for at "
                    + inputs.shown(Inputs.proofNames(inputs.export()).getFirst()) + ".");
        } else if (!report.isComplete()) {
            item("That no match was left out: " + Words.whyIncomplete(report));
        }
        if (!manifest.closed().isEmpty()) {
            item("What was closed in this redacted export: " + Words.names(manifest.closed()) + ".");
        }
        if (!report.isHmacChecked()) {
            item("The HMAC, for lack of the secret (--secret-file). The signature shows the same, to anyone.");
        }
        item("That what was recorded is what happened, and that nobody with the log's own key has rewritten it:");
        line("    for the latter compare the checkpoint with a copy kept elsewhere.");
    }

    private void tampered(Finding finding) {
        Place place = finding.place();
        Path file = place.file() == Place.File.EXPORT
                ? inputs.export()
                : inputs.proof().orElse(inputs.export());
        line("TAMPERED: " + inputs.shown(file) + ", " + where(place));
        line("  " + finding.fault().sentence() + ".");
        line("");
        fact("expected", finding.expected());
        fact("found", finding.found());
        keys();
        line("");
        line("This is the first thing that is wrong; there may be more behind it. Don't rely on this file.");
        line("Keep it as it is, and get the export again from its source.");
    }

    private static String where(Place place) {
        return "line " + place.line()
                + (place.seq() == null ? "" : " (seq " + place.seq() + ")")
                + (place.part().isEmpty() ? "" : ", " + place.part());
    }

    private void undecided(String explanation) {
        line("can't tell: " + inputs.shown(inputs.export()));
        line("  " + Excerpt.plain(explanation, MAX_EXPLANATION));
        line("");
        keys();
    }

    private void keys() {
        fact(
                "keys",
                inputs.keys()
                        .map(file -> inputs.isKeysGiven()
                                ? inputs.shown(file)
                                : inputs.shown(file) + " (found there; --keys names others)")
                        .orElse("none"));
    }

    private void fact(String name, String value) {
        line(String.format(Locale.ROOT, "  %-8s %s", name, value));
    }

    private void item(String text) {
        line("  - " + text);
    }

    private void line(String text) {
        lines.add(text);
    }
}
