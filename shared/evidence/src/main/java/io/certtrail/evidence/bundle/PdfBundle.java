package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Bundles;
import io.certtrail.evidence.pdf.Metadata;
import io.certtrail.evidence.pdf.SealedPdf;
import io.certtrail.evidence.seal.CmsSigner;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.ledger.export.Manifest;
import java.io.IOException;
import java.nio.file.Path;

/** A bundle as one PDF: pages for people, the files attached, sealed. */
final class PdfBundle {
    /** Room for a signature with some certificates and a time stamp with its own. */
    private static final int SEAL_BYTES = 24 << 10;

    private final Bundles.Contents contents;
    private final Parts parts;
    private final Seal seal;
    private final CmsSigner signer;

    PdfBundle(Bundles.Contents contents, Parts parts, Seal seal, CmsSigner signer) {
        this.contents = contents;
        this.parts = parts;
        this.seal = seal;
        this.signer = signer;
    }

    void write(Path file) throws IOException {
        Manifest manifest = contents.manifest();
        String title = "Audit evidence of " + manifest.origin().tenant();
        Metadata metadata = new Metadata(
                title,
                "CertTrail",
                "Entries of the audit log %s, exported for %s"
                        .formatted(manifest.origin().text(), manifest.actor()),
                "CertTrail " + manifest.version(),
                manifest.exportedAt(),
                contents.sha256());
        SealedPdf.write(
                file,
                metadata,
                "%s, audit evidence of %s"
                        .formatted(contents.name(), manifest.origin().text()),
                new BundlePages(contents, parts, seal).pieces(),
                parts.attachments(),
                SEAL_BYTES,
                ranges -> signer.sign(ranges::open));
    }
}
