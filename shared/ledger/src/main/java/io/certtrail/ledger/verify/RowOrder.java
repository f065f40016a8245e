package io.certtrail.ledger.verify;

import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.ledger.verify.Lines.Line;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Which seqs the rows of an export may have, and what a break in their order tells. */
final class RowOrder {
    /** A comma and the hash at the end of a row. */
    static final int HASH_CELL = 1 + 2 * Hash.SIZE;

    private static final int MAX_DIGITS = 16;

    private final ExportRange range;
    private final boolean everyEntry;
    private final boolean noGaps;
    private long last = -1;

    RowOrder(Manifest manifest) {
        range = manifest.range();
        everyEntry = manifest.filter().equals(ExportFilter.NONE);
        noGaps = manifest.filter().asksForTimeAlone();
    }

    /** The next row's seq. */
    void see(long seq, Place place) {
        Place at = place.of(seq).at("seq");
        FaultException.require(seq > last, Fault.ROWS_OUT_OF_ORDER, at, "more than " + last, seq);
        FaultException.require(
                range.contains(seq),
                Fault.ROW_OUTSIDE_RANGE,
                at,
                "from " + range.fromSeq() + " to below " + range.toSeq(),
                seq);
        FaultException.require(seq == expected(seq), Fault.ROW_MISSING, at, expected(seq), seq);
        last = seq;
    }

    /** What the next row's seq must be, if that can be told without the proof; else the one it has. */
    private long expected(long seq) {
        if (last < 0) {
            return everyEntry ? range.fromSeq() : seq;
        }
        return noGaps ? last + 1 : seq;
    }

    /** Behind the last row. */
    void requireEnd(long rows, Place manifest) {
        FaultException.require(
                !everyEntry || last == range.toSeq() - 1,
                Fault.ROW_MISSING,
                manifest,
                "the row of seq " + (last + 1) + ", since the export is of all up to " + range.toSeq(),
                "the manifest after " + rows + " rows");
    }

    /** What is wrong with a row whose hash does not follow from the row before it. */
    Finding broken(Line line, @Nullable Line next, String expectedHash, String foundHash) {
        Place place = Place.export(line.number());
        Long seq = seq(line);
        if (seq == null) {
            return new Finding(Fault.ROW_CHANGED, place.at("row_hash"), expectedHash, foundHash);
        }
        Place at = place.of(seq).at("seq");
        Long nextSeq = next == null ? null : seq(next);
        if (seq <= last) {
            return new Finding(Fault.ROWS_OUT_OF_ORDER, at, "more than " + last, seq.toString());
        }
        if (next != null && nextSeq != null && nextSeq < seq && follows(line, next)) {
            return new Finding(
                    Fault.ROWS_OUT_OF_ORDER, at, nextSeq + ", which stands on the next line", seq.toString());
        }
        boolean goesOn = nextSeq == null || nextSeq == seq + 1;
        if (seq != expected(seq) && goesOn) {
            return new Finding(Fault.ROW_MISSING, at, Long.toString(expected(seq)), seq.toString());
        }
        return new Finding(Fault.ROW_CHANGED, place.of(seq).at("row_hash"), expectedHash, foundHash);
    }

    /** Whether a row is as it was when it stood behind another. */
    private static boolean follows(Line line, Line before) {
        byte[] row = line.bytes().array();
        byte[] other = before.bytes().array();
        if (row.length < HASH_CELL || other.length < HASH_CELL) {
            return false;
        }
        MessageDigest sha256 = Sha256.digest();
        sha256.update(other, other.length - 2 * Hash.SIZE, 2 * Hash.SIZE);
        sha256.update((byte) '\n');
        sha256.update(row, 0, row.length - HASH_CELL);
        String hash = Hash.finish(sha256).hex();
        int at = row.length - 2 * Hash.SIZE;
        return new String(row, at, 2 * Hash.SIZE, StandardCharsets.ISO_8859_1).equals(hash);
    }

    /** The number that a line begins with, or null if it does not begin as a row. */
    static @Nullable Long seq(Line line) {
        byte[] bytes = line.bytes().array();
        long seq = 0;
        for (int i = 0; i < Math.min(bytes.length, MAX_DIGITS); i++) {
            if (bytes[i] == ',' && i > 0) {
                return seq;
            }
            if (bytes[i] < '0' || bytes[i] > '9') {
                return null;
            }
            seq = 10 * seq + bytes[i] - '0';
        }
        return null;
    }
}
