package io.certtrail.cli.verify;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.export.Excerpt;
import io.certtrail.ledger.published.KeptCheckpoint;
import io.certtrail.ledger.published.LogFault;
import io.certtrail.ledger.published.LogFinding;
import io.certtrail.ledger.published.LogPlace;
import io.certtrail.ledger.published.LogReport;
import io.certtrail.ledger.published.LogVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A verdict on a log, or on an export held against one, for a person who has to act on it.
 */
final class LogText {
    private static final int MAX_EXPLANATION = 2000;
    private static final Set<LogFault> OF_HISTORY =
            Set.of(LogFault.OLDER_STATE, LogFault.SPLIT_VIEW, LogFault.HISTORY_REWRITTEN);

    private final List<String> lines = new ArrayList<>();
    private final Optional<String> log;
    private final String keys;

    private LogText(Optional<String> log, String keys) {
        this.log = log;
        this.keys = keys;
    }

    /**
     * A verdict on a log.
     *
     * @param log its folder or address
     */
    static String of(LogVerdict verdict, String log, String keys) {
        LogText text = new LogText(Optional.of(log), keys);
        switch (verdict) {
            case LogVerdict.Verified(LogReport report) -> text.verified(report);
            case LogVerdict.Tampered(LogFinding finding) -> text.tampered(finding);
            case LogVerdict.Undecided undecided -> text.undecided(log, undecided);
        }
        return text.text();
    }

    /** Why an export that is verified by itself is not, held against what was kept or against the log. */
    static String of(LogVerdict verdict, Optional<String> log, String keys, String export) {
        LogText text = new LogText(log, keys);
        switch (verdict) {
            case LogVerdict.Tampered(LogFinding finding) -> text.tampered(finding);
            case LogVerdict.Undecided undecided -> text.undecided(export, undecided);
            case LogVerdict.Verified verified ->
                throw new IllegalArgumentException("what is verified has another text");
        }
        text.line("");
        text.line("The export by itself checks: " + export + ".");
        return text.text();
    }

    /** What stands below the text of an export that holds against what was kept and against the log. */
    static String behindExport(List<KeptCheckpoint> kept, Optional<LogReport> report, Optional<String> log) {
        LogText text = new LogText(log, "");
        text.line("");
        text.line("Held against what is elsewhere:");
        report.ifPresent(of -> {
            text.item("The export's state is one of the published log " + log.orElse("") + ", which verifies whole: "
                    + Words.count(of.checkpoint().size(), "entry", "entries") + ".");
        });
        text.kept(kept);
        return text.text();
    }

    private void verified(LogReport report) {
        Checkpoint checkpoint = report.checkpoint();
        line("verified: " + Words.count(checkpoint.size(), "entry", "entries") + " of " + checkpoint.origin()
                + ", the whole published log");
        line("");
        facts();
        fact("root", checkpoint.root().base64());
        line("");
        line("Shown:");
        item("Every entry and every hash of the tree is what " + checkpoint.origin() + " signed: "
                + Words.count(report.bundles(), "bundle", "bundles") + ", "
                + Words.count(report.tiles(), "tile", "tiles") + ".");
        item(saved(report));
        item("No id stands twice.");
        kept(report.kept());
        noted(report);
        line("");
        line("Not shown:");
        item("What the entries say: the log holds commitments to it. An export with its proof file opens them.");
        item("Which contents were dropped since, and when: a later export says it (verify OLD.csv --newer NEW.csv).");
        item("When the log was last written: for that ask for an export of today.");
        if (report.kept().isEmpty()) {
            item("That nobody with the log's own key has rewritten it, or shows others another one:");
            line("    for that, keep a checkpoint elsewhere and give it with --against.");
        }
        item("That what was recorded is what happened.");
    }

    private static String saved(LogReport report) {
        if (report.isListed()) {
            return report.saved() == 0
                    ? "There are no saved checkpoints (checkpoints/) in this copy."
                    : Words.count(report.saved(), "saved checkpoint was", "saved checkpoints were")
                            + " signed by the log's key, each over a beginning of this log.";
        }
        return (report.saved() == 0 ? "The newest checkpoint is not saved there" : "The newest checkpoint is saved too")
                + "; which others are can't be listed from there.";
    }

    private void noted(LogReport report) {
        if (report.leftovers() > 0) {
            item("Harmless: " + Words.count(report.leftovers(), "partial tile or bundle", "partial tiles and bundles")
                    + " left over, which agree with what replaced them.");
        }
        if (report.isGrowing()) {
            item("Harmless: there are entries behind these, published and not signed yet.");
        }
        if (report.shownSize() < report.checkpoint().size()) {
            item("Look into that: the object checkpoint is of " + report.shownSize()
                    + " entries, less than the largest saved one. It lags for a moment when the signer dies;");
            line("    if that stays so, an older state is being shown.");
        }
    }

    private void kept(List<KeptCheckpoint> kept) {
        for (KeptCheckpoint one : kept) {
            item("It extends what was kept in " + Words.given(one.name()) + ": the first "
                    + Words.count(one.checkpoint().size(), "entry is", "entries are")
                    + " as they were, root " + one.checkpoint().root().base64() + ".");
        }
    }

    private void tampered(LogFinding finding) {
        LogPlace place = finding.place();
        line("TAMPERED: " + Words.given(place.object()) + (place.seq() == null ? "" : " (seq " + place.seq() + ")"));
        line("  " + finding.fault().sentence() + ".");
        line("");
        fact("expected", finding.expected());
        fact("found", finding.found());
        facts();
        line("");
        if (OF_HISTORY.contains(finding.fault())) {
            line("Both states are signed by the log's key: together they prove it. Keep both as they are.");
        } else {
            line("This is the first thing that is wrong; there may be more behind it. Don't rely on this log.");
            line("Keep it as it is. If this is a copy, make it again, and see whether its source is wrong too.");
        }
    }

    private void undecided(String about, LogVerdict.Undecided undecided) {
        line("can't tell: " + about);
        line("  " + Excerpt.plain(undecided.explanation(), MAX_EXPLANATION));
        line("");
        facts();
    }

    private void facts() {
        log.ifPresent(name -> fact("log", name));
        fact("keys", keys);
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

    private String text() {
        return String.join("\n", lines) + "\n";
    }
}
