package io.certtrail.ledger.verify;

import io.certtrail.ledger.export.Excerpt;
import io.certtrail.ledger.export.ExportRow;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.verify.Lines.Line;
import io.certtrail.ledger.verify.RowsAhead.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of an export one by one, and lets none through that is not as its manifest says: row chain, form,
 * order, range, filter. Behind the last one it checks what the manifest says of them all. Not thread-safe.
 */
final class RowReader implements AutoCloseable {
    private final Lines lines;
    private final Manifest manifest;
    private final Line manifestLine;
    private final RowsAhead ahead;
    private final RowOrder order;
    private final TimeOrder times = new TimeOrder();
    private final List<Dropped> dropped = new ArrayList<>();
    private long rows;
    private boolean broken;

    /**
     * At the first row.
     *
     * @param lines from the first line on; the caller closes it
     * @param withLeaves whether each row's leaf is wanted
     * @param threads how many read rows, from 1
     */
    RowReader(Lines lines, Manifest manifest, Line manifestLine, boolean withLeaves, int threads) throws IOException {
        this.lines = lines;
        this.manifest = manifest;
        this.manifestLine = manifestLine;
        ahead = new RowsAhead(lines, manifest, manifestLine, withLeaves, threads);
        order = new RowOrder(manifest);
    }

    /** A row that is in order. */
    record Row(Place place, ExportRow row, @Nullable Hash leaf) {
        /** The time of its entry, unless that is closed. */
        @Nullable
        Instant time() {
            return row.time();
        }

        long seq() {
            return row.seq();
        }

        Hash leafHash() {
            return leaf == null ? row.leafHash() : leaf;
        }
    }

    /** The next row, or null behind the last one. */
    @Nullable
    Row next() throws IOException {
        if (broken) {
            return null;
        }
        Found found = ahead.next();
        if (found == null) {
            return null;
        }
        broken = true;
        Row row = inOrder(found);
        broken = false;
        return row;
    }

    /** What the rows so far say was dropped. */
    List<Dropped> dropped() {
        return dropped;
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
        FaultException.requireEqual(Fault.FINAL_HASH, place.at("/finalHash"), ahead.lastHash(), manifest.finalHash());
        FaultException.requireEqual(Fault.FILE_HASH, place.at("/csvSha256"), ahead.bytesHash(), manifest.csvSha256());
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

    private Row inOrder(Found found) {
        Place place = Place.export(found.line());
        return switch (found) {
            case Found.OffChain off -> throw offChain(off, place);
            case Found.Malformed malformed -> throw malformed.fault();
            case Found.Row read -> {
                long seq = read.row().seq();
                rows++;
                order.see(seq, place);
                yield checked(new Row(place.of(seq), read.row(), read.leafHash()));
            }
        };
    }

    private FaultException offChain(Found.OffChain off, Place place) {
        byte[] line = off.broken().bytes().array();
        int at = Math.max(0, line.length - RowOrder.HASH_CELL);
        String cell = new String(line, at, line.length - at, StandardCharsets.ISO_8859_1);
        boolean hash = at > 0
                && cell.startsWith(",")
                && cell.chars().skip(1).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        return hash
                ? new FaultException(
                        order.broken(off.broken(), off.next(), off.expected().hex(), cell.substring(1)))
                : new FaultException(
                        Fault.ROW_MALFORMED,
                        place.at("row_hash"),
                        "a comma and 64 lower-case hex digits at the end of the line",
                        Excerpt.of(cell));
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
        if (dropped.size() < Report.MOST_DROPPED) {
            Dropped.of(row.row()).ifPresent(dropped::add);
        }
        return row;
    }

    @Override
    public void close() {
        ahead.close();
    }
}
