package io.certtrail.cli.verify;

import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.verify.Dropped;
import io.certtrail.ledger.verify.Finding;
import io.certtrail.ledger.verify.Place;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A verdict for a program: one object on one line. */
final class JsonText {
    private JsonText() {}

    static String of(Verdict verdict, Inputs inputs) {
        return Jcs.text(builder(verdict, inputs).build()) + "\n";
    }

    /** The same, to which more can be added. */
    static Json.ObjBuilder builder(Verdict verdict, Inputs inputs) {
        Json.ObjBuilder json = Json.obj()
                .put("export", inputs.named(inputs.export()))
                .putIfPresent("proof", inputs.proof().map(inputs::named).orElse(null))
                .putIfPresent("keys", inputs.keys().map(Object::toString).orElse(null));
        switch (verdict) {
            case Verdict.Verified(Report report) -> verified(report, json);
            case Verdict.Tampered(Finding finding) -> tampered(finding, json);
            case Verdict.Undecided(Verdict.Reason reason, String explanation) ->
                json.put("verdict", "undecided")
                        .put("reason", reason.name().toLowerCase(Locale.ROOT))
                        .put("message", explanation);
        }
        return json;
    }

    private static void verified(Report report, Json.ObjBuilder json) {
        Manifest manifest = report.manifest();
        json.put("verdict", "verified")
                .put("entries", manifest.rows())
                .put("manifest", manifest.toJson())
                .put("hmacChecked", report.isHmacChecked())
                .put("complete", report.isComplete())
                .put("unchecked", texts(report.unchecked()))
                .put("dropped", dropped(report.dropped()));
        Report.InLog log = report.log();
        if (log != null) {
            Instant lastWritten = log.lastWritten();
            json.put(
                    "log",
                    Json.obj()
                            .put("ghosts", log.ghosts())
                            .put("unopened", log.unopened())
                            .put(
                                    "signedBy",
                                    texts(report.signers().stream()
                                            .map(VerifierKey::keyId)
                                            .toList()))
                            .putIfPresent("lastWritten", lastWritten == null ? null : LedgerTime.text(lastWritten))
                            .build());
        }
    }

    private static void tampered(Finding finding, Json.ObjBuilder json) {
        Place place = finding.place();
        Long seq = place.seq();
        Json.ObjBuilder where = Json.obj().put("file", place.file().text()).put("line", place.line());
        if (seq != null) {
            where.put("seq", seq.longValue());
        }
        json.put("verdict", "tampered")
                .put("fault", finding.fault().code())
                .put("message", finding.fault().sentence())
                .put(
                        "place",
                        where.putIfPresent("part", place.part().isEmpty() ? null : place.part())
                                .build())
                .put("expected", finding.expected())
                .put("found", finding.found());
    }

    static Json dropped(List<Dropped> all) {
        return new Json.Arr(all.stream()
                .<Json>map(dropped -> Json.obj()
                        .put("seq", dropped.seq())
                        .put("time", LedgerTime.text(dropped.time()))
                        .put("origin", dropped.origin())
                        .put("fromSeq", dropped.fromSeq())
                        .put("toSeq", dropped.toSeq())
                        .put("policy", dropped.policy())
                        .build())
                .toList());
    }

    private static Json texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json.Str::new).toList());
    }
}
