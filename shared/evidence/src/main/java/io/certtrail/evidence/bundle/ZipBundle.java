package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Bundles;
import io.certtrail.evidence.check.Member;
import io.certtrail.evidence.pdf.Attachment;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bundle as a zip: the same files, and a README in the place of the pages. */
final class ZipBundle {
    private final Bundles.Contents contents;
    private final Parts parts;
    private final byte[] readme;

    ZipBundle(Bundles.Contents contents, Parts parts, byte[] readme) {
        this.contents = contents;
        this.parts = parts;
        this.readme = readme;
    }

    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            begin(zip, Member.README.extension());
            zip.write(readme);
            zip.closeEntry();
            for (Attachment attachment : parts.attachments()) {
                begin(zip, attachment.name());
                Files.copy(attachment.file(), zip);
                zip.closeEntry();
            }
        }
    }

    private void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(
                contents.manifest().exportedAt().atOffset(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
    }
}
