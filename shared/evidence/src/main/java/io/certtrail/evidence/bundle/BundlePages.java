package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.pdf.Attachment;
import io.certtrail.evidence.pdf.Piece;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a bundle says to people, on pages or as a text. */
final class BundlePages {
    private final Bundles.Contents contents;
    private final Parts parts;
    private final Seal seal;
    private final Manifest manifest;

    BundlePages(Bundles.Contents contents, Parts parts, Seal seal) {
        this.contents = contents;
        this.parts = parts;
        this.seal = seal;
        manifest = contents.manifest();
    }

    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        cover(pieces);
        pieces.add(new Piece.Heading("Figures", true));
        pieces.add(new Piece.Text("Counted while the rows of the attached CSV were written: %s in all."
                .formatted(entries(contents.figures().rows()))));
        Charts.of(contents.figures(), manifest.closed()).forEach(chart -> pieces.add(new Piece.Figure(chart)));
        verification(pieces, true);
        limits(pieces);
        assertion(pieces);
        return pieces;
    }

    /** The same for the zip, without figures and the assertion. */
    String readme() {
        List<Piece> pieces = new ArrayList<>();
        cover(pieces);
        verification(pieces, true);
        limits(pieces);
        return PlainText.of(pieces);
    }

    private void cover(List<Piece> pieces) {
        pieces.add(new Piece.Title("Audit evidence"));
        pieces.add(new Piece.Text(
                "An export from the audit log of %s, made by CertTrail: %s, with what shows that they are"
                                .formatted(manifest.origin().tenant(), entries(manifest.rows()))
                        + " genuine. The files that this document stands for are attached to it, and named below."));
        List<Piece.Fact> facts = new ArrayList<>();
        facts.add(fact("Tenant", manifest.origin().tenant()));
        facts.add(fact("Log", manifest.origin().text()));
        facts.add(fact("Exported at", manifest.exportedAt() + " (UTC)"));
        facts.add(fact("Exported for", manifest.actor()));
        facts.add(fact("Made by", "CertTrail " + manifest.version()));
        facts.add(fact("Filter", FilterWords.of(manifest.filter())));
        if (!manifest.closed().isEmpty()) {
            facts.add(fact("Closed", closed()));
        }
        facts.add(fact("Rows", Charts.count(manifest.rows())));
        facts.add(fact("Looked at", lookedAt()));
        facts.add(fact("Complete", complete()));
        facts.add(exact("CSV, SHA-256", contents.sha256()));
        facts.add(fact("Size of the chain", entries(manifest.range().treeSize())));
        facts.add(exact("Root of the chain", manifest.rootHash().base64()));
        facts.add(exact("Key of the seal", "SHA-256 " + seal.fingerprint()));
        facts.add(fact("Time stamp", timeStamp()));
        pieces.add(new Piece.Facts(facts));
        pieces.add(new Piece.Subheading("Checkpoint"));
        pieces.add(new Piece.Code(contents.note().strip()));
        pieces.add(new Piece.Subheading("Attached files"));
        pieces.add(new Piece.Facts(parts.attachments().stream()
                .map(file -> fact(extension(file), file.description() + "."))
                .toList()));
    }

    private String closed() {
        return "not shown in this copy: %s. Each row still proves that its entry is in the log"
                .formatted(manifest.closed().stream().map(Attribute::text).collect(Collectors.joining(", ")));
    }

    private String timeStamp() {
        return parts.stamp() == null
                ? "none: no time-stamping authority was configured"
                : "RFC 3161, over the manifest and over each signature";
    }

    private String extension(Attachment file) {
        return file.name().substring(parts.name().length() + 1);
    }

    private String lookedAt() {
        long from = manifest.range().fromSeq();
        long to = manifest.range().toSeq();
        return from == to
                ? "no entry of the chain lies in the time that was asked for"
                : "entries %s to %s of the chain".formatted(Charts.count(from), Charts.count(to - 1));
    }

    private String complete() {
        return contents.complete()
                ? "yes: the proof shows that no entry that matches the filter was left out"
                : "the proof does not show, for every entry that was left out, that the filter rules it out";
    }

    private void verification(List<Piece> pieces, boolean onNewPage) {
        pieces.add(new Piece.Heading("How to verify", onNewPage));
        pieces.add(new Piece.Text("Get the file log.vkey from the log's owner by another way than this bundle; it holds"
                + " the public keys of the log. In the recipes, B stands for " + parts.name() + "."));
        pieces.add(new Piece.Subheading("1. With certtrail: the seal, the rows, and that they are in the log"));
        pieces.add(new Piece.Code("certtrail verify B.%s --keys log.vkey"
                .formatted(contents.format().text())));
        pieces.add(new Piece.Text(
                "It checks the seal and what was added since, the time stamp, every row, its place in the signed"
                        + " log, and that no match was left out; says what is shown and what is not; and ends with exit code 0"
                        + " (all checks), 1 (tampered with) or 2 (can't tell)."));
        pieces.add(new Piece.Subheading("2. With Python: the CSV is the one that the manifest names"));
        pieces.add(new Piece.Code(Recipes.PYTHON));
        pieces.add(new Piece.Subheading("3. With openssl: signature and time stamp of the manifest"));
        if (contents.format() == Format.PDF) {
            pieces.add(new Piece.Text("Take the files out with: pdfdetach -saveall B.pdf"));
        }
        pieces.add(new Piece.Code(parts.stamp() == null ? Recipes.OPENSSL : Recipes.OPENSSL + Recipes.OPENSSL_STAMP));
        pieces.add(new Piece.Text("-noverify leaves out whose certificate it is: compare the SHA-256 of its public key"
                + " with the cover, and the cover with what the log's owner tells you. The export key vouches for it in"
                + " the signed note seal.note."));
    }

    private void limits(List<Piece> pieces) {
        pieces.add(new Piece.Heading("What this evidence shows, and what it does not", false));
        pieces.add(new Piece.Subheading("Shown, once it is verified"));
        pieces.add(new Piece.Items(List.of(
                "The rows are those that were recorded in this log, unchanged, and none was added or taken out since.",
                "The log at the checkpoint's size is one that its key signed; compare it with a checkpoint that you kept"
                        + " to see that history was not rewritten.",
                contents.complete()
                        ? "No entry of the log that matches the filter was left out."
                        : "Entries that match the filter may have been left out: the proof does not open all of them.",
                parts.stamp() == null
                        ? "The bundle was sealed by the key that is named on the cover."
                        : "The bundle was sealed by the key that is named on the cover, and existed at the time of its"
                                + " time stamp.")));
        pieces.add(new Piece.Subheading("Not shown"));
        pieces.add(new Piece.Items(List.of(
                "That what was recorded is what happened, or that all that happened was recorded: that depends on the"
                        + " systems that report to the log, and on those who run them.",
                "That this is the newest state of the log, beyond the time of its last entry.",
                "That the organisation's controls are adequate. CertTrail gives no opinion, and this is no attestation.",
                "The figures are for orientation; the CSV is what counts.")));
    }

    private void assertion(List<Piece> pieces) {
        pieces.add(new Piece.Heading("Management assertion", true));
        pieces.add(
                new Piece.Text(
                        "To be completed and signed by the organisation whose log this is. It is the"
                                + " organisation's statement, and not CertTrail's; signing it leaves the seal of this document valid."));
        pieces.add(new Piece.Text("We assert, to the best of our knowledge and belief, that:"));
        pieces.add(new Piece.Items(List.of(
                "the systems that manage our certificates and secrets in the scope given below reported their events to"
                        + " CertTrail throughout the period covered;",
                "the export attached was made with the filter that the cover gives, and nothing was altered since;",
                "known interruptions of recording, if any, are listed below;",
                "access to the log's keys and to its storage was restricted to authorised persons.")));
        pieces.add(new Piece.Blanks(List.of(
                "Organisation", "Scope and period", "Known interruptions", "Name and function", "Place and date")));
        pieces.add(new Piece.Subheading("Signature"));
        pieces.add(new Piece.SignHere("customer-signature", "Signature of the organisation's management"));
    }

    private static Piece.Fact fact(String name, String value) {
        return new Piece.Fact(name, value, false);
    }

    private static Piece.Fact exact(String name, String value) {
        return new Piece.Fact(name, value, true);
    }

    private static String entries(long count) {
        return Charts.count(count) + (count == 1 ? " entry" : " entries");
    }

    /** The conditions of a filter, said in words. */
    static final class FilterWords {
        private FilterWords() {}

        static String of(ExportFilter filter) {
            List<String> words = new ArrayList<>();
            if (filter.from() != null) {
                words.add("recorded at or after " + filter.from());
            }
            if (filter.to() != null) {
                words.add("recorded before " + filter.to());
            }
            if (!filter.action().isEmpty()) {
                words.add("action is " + String.join(" or ", filter.action()));
            }
            if (!filter.severity().isEmpty()) {
                words.add("severity is "
                        + String.join(
                                " or ",
                                filter.severity().stream().map(s -> s.text()).toList()));
            }
            if (filter.actorType() != null) {
                words.add("the actor is of type " + filter.actorType().text());
            }
            if (filter.actor() != null) {
                words.add("the actor is " + filter.actor());
            }
            if (filter.resource() != null) {
                words.add("the resource is " + filter.resource());
            }
            if (filter.q() != null) {
                words.add("the text \"" + filter.q() + "\" occurs in it");
            }
            return words.isEmpty() ? "none: all entries" : "entries where " + String.join(", and ", words);
        }
    }
}
