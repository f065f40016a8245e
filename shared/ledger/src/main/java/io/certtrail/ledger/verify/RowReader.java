package io.certtrail.ledger.verify;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.Excerpt;
import io.certtrail.ledger.export.ExportRow;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.RowChain;
import io.certtrail.ledger.export.RowCodec;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.ledger.verify.Lines.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of an export one by one, and lets none through that is not as its manifest says: row chain, form,
 * order, range, filter. Behind the last one it checks what the manifest says of them all. Not thread-safe.
 */
final class RowReader {
    private final Lines lines;
    private final Manifest manifest;
    private final Line manifestLine;
    private final RowCodec codec;
    private final RowChain chain;
    private final RowOrder order;
    private final TimeOrder times = new TimeOrder();
    private final MessageDigest bytesRead = Sha256.digest();
    private long rows;
    private boolean ended;
    private boolean broken;

    /** @param lines from the first line on; the caller closes it */
    RowReader(Lines lines, Manifest manifest, Line manifestLine) throws IOException {
        this.lines = lines;
        this.manifest = manifest;
        this.manifestLine = manifestLine;
        codec = RowCodec.of(manifest.closed());
        chain = RowChain.of(manifest.origin());
        order = new RowOrder(manifest);
        count(line()); // the header, which was looked at when the manifest was sought
    }

    /** A row that is in order. */
    record Row(Place place, ExportRow row) {
        /** The time of its entry, unless that is closed. */
        @Nullable
        Instant time() {
            return row.value(Attribute.TIME).orElse(null) instanceof Json.Str(String time)
                    ? LedgerTime.parse(time)
                    : null;
        }
    }

    /** The next row, or null behind the last one. */
    @Nullable
    Row next() throws IOException {
        if (ended) {
            return null;
        }
        Line line = line();
        if (line.number() == manifestLine.number()) {
            ended = true;
            return null;
        }
        broken = true;
        Row row = row(line);
        broken = false;
        return row;
    }

    /** Whether a row was wrong; then no more can be read. */
    boolean isBroken() {
        return broken;
    }

    /** Reads the rows that are left, and checks what the manifest says of them all, and that nothing follows it. */
    void finish() throws IOException {
        while (next() != null) {
            // next() checks it
        }
        Place place = Place.export(manifestLine.number());
        order.requireEnd(rows, place);
        FaultException.requireEqual(Fault.ROW_COUNT, place.at("/rows"), manifest.rows(), rows);
        FaultException.requireEqual(Fault.FINAL_HASH, place.at("/finalHash"), chain.last(), manifest.finalHash());
        FaultException.requireEqual(
                Fault.FILE_HASH, place.at("/csvSha256"), Hash.finish(bytesRead), manifest.csvSha256());
        requireEndOfFile(place);
    }

    private void requireEndOfFile(Place place) throws IOException {
        FaultException.require(
                manifestLine.ended(), Fault.MANIFEST_MALFORMED, place, "a line end", "the end of the file");
        long rest = lines.rest();
        FaultException.require(
                rest == 0,
                Fault.TRAILING_BYTES,
                Place.export(manifestLine.number() + 1),
                "the end of the file",
                rest + (rest == 1 ? " more byte" : " more bytes"));
    }

    private Row row(Line line) throws IOException {
        Place place = Place.export(line.number());
        byte[] bytes = line.bytes().array();
        int length = bytes.length - RowOrder.HASH_CELL;
        String found = hashCell(bytes, length, place);
        String expected = chain.next(bytes, length).hex();
        if (!expected.equals(found)) {
            throw new FaultException(order.broken(line, lines.next(), expected, found));
        }
        count(line);
        rows++;
        ExportRow shown = parse(bytes, length, place);
        order.see(shown.seq(), place);
        return checked(new Row(place.of(shown.seq()), shown));
    }

    private static String hashCell(byte[] line, int length, Place place) {
        int from = Math.max(0, length);
        String cell = new String(line, from, line.length - from, StandardCharsets.ISO_8859_1);
        boolean hash = length > 0
                && cell.startsWith(",")
                && cell.chars().skip(1).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        FaultException.require(
                hash,
                Fault.ROW_MALFORMED,
                place.at("row_hash"),
                "a comma and 64 lower-case hex digits at the end of the line",
                Excerpt.of(cell));
        return cell.substring(1);
    }

    private ExportRow parse(byte[] line, int length, Place place) {
        String text = Texts.utf8(line, length);
        if (text == null) {
            throw new FaultException(Fault.ROW_MALFORMED, place, "UTF-8", "other bytes");
        }
        return FaultException.read(Fault.ROW_MALFORMED, place, () -> codec.parse(text));
    }

    private Row checked(Row row) {
        FaultException.require(
                row.row().matches(manifest.filter()),
                Fault.ROW_NO_MATCH,
                row.place(),
                Jcs.text(manifest.filter().toJson()),
                "an entry that does not match");
        Instant time = row.time();
        if (time != null) {
            times.see(time, row.place());
        }
        return row;
    }

    private Line line() throws IOException {
        Line line = lines.next();
        boolean same = line != null
                && (line.number() != manifestLine.number() || line.bytes().sameAs(manifestLine.bytes()));
        if (line == null || !same) {
            throw new IOException("the export was changed while it was read");
        }
        return line;
    }

    private void count(Line line) {
        bytesRead.update(line.bytes().array());
        bytesRead.update((byte) '\n');
    }
}
