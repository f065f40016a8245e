package io.certtrail.cli.verify;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.published.KeptCheckpoint;
import io.certtrail.ledger.published.LogFinding;
import io.certtrail.ledger.published.LogReport;
import io.certtrail.ledger.published.LogVerdict;
import java.util.List;
import java.util.Locale;

/** A verdict on a log for a program: members of one object. */
final class LogJson {
    private LogJson() {}

    /** Adds what the verdict says. */
    static void add(LogVerdict verdict, Json.ObjBuilder json) {
        switch (verdict) {
            case LogVerdict.Verified(LogReport report) -> {
                json.put("verdict", "verified")
                        .put("entries", report.checkpoint().size());
                report(report, json);
                json.put("against", kept(report.kept()));
            }
            case LogVerdict.Tampered(LogFinding finding) -> tampered(finding, json);
            case LogVerdict.Undecided(LogVerdict.Reason reason, String explanation) ->
                json.put("verdict", "undecided")
                        .put("reason", reason.name().toLowerCase(Locale.ROOT))
                        .put("message", explanation);
        }
    }

    /** What was checked of a log. */
    static void report(LogReport report, Json.ObjBuilder json) {
        json.put("origin", report.checkpoint().origin().text())
                .put("treeSize", report.checkpoint().size())
                .put("rootHash", report.checkpoint().root().base64())
                .put("checkpointSize", report.shownSize())
                .put("bundles", report.bundles())
                .put("tiles", report.tiles())
                .put("listed", report.isListed())
                .put("savedCheckpoints", report.saved())
                .put("leftovers", report.leftovers())
                .put("growing", report.isGrowing());
    }

    static Json kept(List<KeptCheckpoint> kept) {
        return new Json.Arr(kept.stream()
                .<Json>map(one -> Json.obj()
                        .put("file", one.name())
                        .put("size", one.checkpoint().size())
                        .put("rootHash", one.checkpoint().root().base64())
                        .build())
                .toList());
    }

    private static void tampered(LogFinding finding, Json.ObjBuilder json) {
        Long seq = finding.place().seq();
        Json.ObjBuilder where = Json.obj().put("object", finding.place().object());
        if (seq != null) {
            where.put("seq", seq.longValue());
        }
        json.put("verdict", "tampered")
                .put("fault", finding.fault().code())
                .put("message", finding.fault().sentence())
                .put("place", where.build())
                .put("expected", finding.expected())
                .put("found", finding.found());
    }
}
