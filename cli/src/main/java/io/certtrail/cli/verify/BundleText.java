package io.certtrail.cli.verify;

import io.certtrail.evidence.check.BundleFinding;
import io.certtrail.evidence.check.BundleReport;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found of a bundle around its export: for a person, and for a program. */
final class BundleText {
    private static final int WIDTH = 120;

    private final List<String> lines = new ArrayList<>();

    private BundleText() {}

    /** What stands below the text on the export inside. */
    static String of(BundleReport report, String name) {
        BundleText text = new BundleText();
        text.lines.add("Of the bundle " + name + ", shown:");
        text.shown(report);
        text.lines.add("");
        text.lines.add("Of the bundle, not shown:");
        text.notShown(report);
        return text.text();
    }

    static String of(BundleFinding finding, String name) {
        BundleText text = new BundleText();
        text.lines.add("TAMPERED: " + name + ", " + finding.place());
        text.lines.add("  " + finding.fault().sentence() + ".");
        text.lines.add("");
        text.lines.add(String.format(Locale.ROOT, "  %-8s %s", "expected", finding.expected()));
        text.lines.add(String.format(Locale.ROOT, "  %-8s %s", "found", finding.found()));
        text.lines.add("");
        text.lines.add("This is the first thing that is wrong; there may be more behind it. Don't rely on this file.");
        text.lines.add("Keep it as it is, and get the export again from its source.");
        return text.text();
    }

    private void shown(BundleReport report) {
        BundleReport.SealedBy seal = report.seal();
        item(
                report.isPdf()
                        ? "Nothing that the seal covers was changed, pages and attached files. The seal covers the file"
                                + " from its first byte on; CSV and proof were taken from what it covers."
                        : "The files inside are of one export, in the form that CertTrail writes, and the seal signs its"
                                + " manifest.");
        item("The seal is by the key of " + Words.given(seal.subject()) + ", SHA-256 " + seal.keySha256() + ".");
        if (seal.isVouched()) {
            item("The log's export key says that this key seals this export"
                    + (report.isPdf() ? "." : ", and that README.txt is its own."));
        }
        if (seal.isPinned()) {
            item("The seal's key is that of the certificate that you gave, or certified by it.");
        }
        report.stamp()
                .filter(BundleReport.StampedBy::isTrusted)
                .ifPresent(stamp -> item("It existed " + time(stamp.earliest()) + ", by the time stamp of "
                        + Words.given(stamp.authority()) + "."));
        for (BundleReport.Signed signed : report.later().signatures()) {
            item("Signed after the seal by " + Words.given(signed.signer()) + " (certificate SHA-256 "
                    + signed.certificateSha256() + "), in the field " + Words.given(signed.field())
                    + ". What was sealed is as it was.");
        }
        report.later().others().forEach(other -> item("Added after the seal: " + Words.given(other) + "."));
    }

    private void notShown(BundleReport report) {
        BundleReport.SealedBy seal = report.seal();
        if (!seal.isVouched() && !seal.isPinned()) {
            item("Whose seal it is: the signature is intact, and anybody can make one in that name. Give the log's keys"
                    + " (--keys), or the certificate (--seal-cert).");
        } else if (!seal.isPinned()) {
            item("Who holds the seal's key, beyond that the log's export key vouches for it (--seal-cert pins it).");
        }
        if (report.stamp().isEmpty()) {
            item("When it was made, by anybody but its maker: there is no time stamp.");
        }
        report.stamp()
                .filter(stamp -> !stamp.isTrusted())
                .ifPresent(stamp -> item("That the time stamp ("
                        + time(stamp.earliest()) + ", " + Words.given(stamp.authority())
                        + ") is by an authority that you trust: it is intact, and anybody can make one (--tsa-cert)."));
        if (!report.later().signatures().isEmpty()) {
            item("Whose the certificates of the later signatures are: a reader of signed PDF tells.");
        }
        item("Whether a certificate was revoked: nobody was asked.");
    }

    private static String time(Instant time) {
        return Words.time(time);
    }

    static Json json(BundleReport report, String file) {
        BundleReport.SealedBy seal = report.seal();
        Json.ObjBuilder json = Json.obj()
                .put("file", file)
                .put("format", report.isPdf() ? "pdf" : "zip")
                .put(
                        "seal",
                        Json.obj()
                                .put("subject", seal.subject())
                                .put("keySha256", seal.keySha256())
                                .put("vouched", seal.isVouched())
                                .put("pinned", seal.isPinned())
                                .build())
                .put(
                        "laterSignatures",
                        new Json.Arr(report.later().signatures().stream()
                                .<Json>map(one -> Json.obj()
                                        .put("field", one.field())
                                        .put("signer", one.signer())
                                        .put("certificateSha256", one.certificateSha256())
                                        .build())
                                .toList()))
                .put(
                        "laterOthers",
                        new Json.Arr(report.later().others().stream()
                                .<Json>map(Json.Str::new)
                                .toList()));
        report.stamp()
                .ifPresent(stamp -> json.put(
                        "timeStamp",
                        Json.obj()
                                .put("time", stamp.earliest().toString())
                                .put("authority", stamp.authority())
                                .put("trusted", stamp.isTrusted())
                                .build()));
        return json.build();
    }

    /** One point, on lines of a width for reading. */
    private void item(String text) {
        StringBuilder line = new StringBuilder("  -");
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append("   ");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }
}
