package io.certtrail.ledger.verify;

import io.certtrail.ledger.export.Excerpt;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.RowCodec;
import io.certtrail.ledger.verify.Lines.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the manifest: it stands last, but the first row can't be checked without it. */
final class ManifestFinder {
    private static final byte[] START = Manifest.LINE_START.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEADER = RowCodec.header().getBytes(StandardCharsets.US_ASCII);

    private ManifestFinder() {}

    /** The first line that begins as a manifest does; no row can. */
    static Line find(Source export) throws IOException {
        try (Lines lines = new Lines(export.open(), Place.File.EXPORT)) {
            Line line = lines.next();
            Line header = requireHeader(line);
            Line last = header;
            while ((line = lines.next()) != null) {
                if (line.bytes().startsWith(START)) {
                    return line;
                }
                last = line;
            }
            throw missing(last);
        }
    }

    private static FaultException missing(Line last) {
        boolean row = last.number() == 1 || RowOrder.seq(last) != null;
        return new FaultException(
                Fault.MANIFEST_MISSING,
                Place.export(row ? last.number() + 1 : last.number()),
                Manifest.LINE_START + "…",
                row ? "the end of the file after " + (last.number() - 1) + " rows" : shown(last));
    }

    private static String shown(Line line) {
        return Excerpt.of(new String(line.bytes().array(), StandardCharsets.UTF_8));
    }

    private static Line requireHeader(@Nullable Line line) {
        boolean header = line != null && line.ended() && line.bytes().sameAs(new Lines.Bytes(HEADER));
        if (line == null || !header) {
            throw new FaultException(
                    Fault.NOT_AN_EXPORT,
                    Place.export(1),
                    RowCodec.header(),
                    line == null ? "an empty file" : shown(line));
        }
        return line;
    }
}
