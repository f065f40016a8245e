package io.certtrail.ledger.verify;

import io.certtrail.ledger.export.ExportRow;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.RowChain;
import io.certtrail.ledger.export.RowCodec;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.ledger.parallel.InOrder;
import io.certtrail.ledger.verify.Lines.Line;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the row chain of an export, one row after the other as it must be, and has the rows read by several threads. What
 * is wrong with a row is told when its turn comes. Not thread-safe.
 */
final class RowsAhead implements AutoCloseable {
    /** How much is read at once: enough that handing it over costs little. */
    private static final int BATCH_ROWS = 64;

    private static final int BATCH_BYTES = 64 * 1024;

    private final Lines lines;
    private final Line manifestLine;
    private final RowCodec codec;
    private final RowChain chain;
    private final boolean withLeaves;
    private final MessageDigest bytesRead = Sha256.digest();
    private final InOrder<List<Found>> batches;
    private Iterator<Found> ready = Collections.emptyIterator();
    private boolean ended;

    /**
     * Ahead of the first row.
     *
     * @param lines from the first line on; the caller closes it
     * @param withLeaves whether each row's leaf is wanted
     * @param threads how many read rows, from 1
     */
    RowsAhead(Lines lines, Manifest manifest, Line manifestLine, boolean withLeaves, int threads) throws IOException {
        this.lines = lines;
        this.manifestLine = manifestLine;
        this.withLeaves = withLeaves;
        codec = RowCodec.of(manifest.closed());
        chain = RowChain.of(manifest.origin());
        count(line()); // the header, which was looked at when the manifest was sought
        batches = new InOrder<>(threads);
    }

    /** What stands on a line. */
    sealed interface Found {
        long line();

        /** A row of the right form, whose hash follows from the row before it. */
        record Row(long line, ExportRow row, @Nullable Hash leafHash) implements Found {}

        /** A row whose form is wrong. */
        record Malformed(long line, FaultException fault) implements Found {}

        /** A row whose hash does not follow from the row before it; no more are read behind it. */
        record OffChain(Line broken, @Nullable Line next, Hash expected) implements Found {
            @Override
            public long line() {
                return broken.number();
            }
        }
    }

    /** What stands on the next line, or null if that is the manifest. */
    @Nullable
    Found next() throws IOException {
        while (!ready.hasNext()) {
            while (!ended && batches.hasRoom()) {
                giveOut();
            }
            if (batches.isEmpty()) {
                return null;
            }
            ready = batches.take().iterator();
        }
        return ready.next();
    }

    /** The hash of the last row read. */
    Hash lastHash() {
        return chain.last();
    }

    /** The hash of all bytes before the manifest. To be called once, at the end. */
    Hash bytesHash() {
        return Hash.finish(bytesRead);
    }

    private void giveOut() throws IOException {
        List<Line> rows = new ArrayList<>(BATCH_ROWS);
        Found offChain = null;
        for (int bytes = 0; !ended && rows.size() < BATCH_ROWS && bytes < BATCH_BYTES; ) {
            Line line = line();
            bytes += line.bytes().length();
            if (line.number() == manifestLine.number()) {
                ended = true;
            } else if (isNext(line)) {
                count(line);
                rows.add(line);
            } else {
                ended = true;
                offChain = new Found.OffChain(line, lines.next(), chain.last());
            }
        }
        Found last = offChain;
        batches.give(() -> read(rows, last));
    }

    private boolean isNext(Line line) {
        byte[] bytes = line.bytes().array();
        int length = bytes.length - RowOrder.HASH_CELL;
        if (length <= 0) {
            return false;
        }
        chain.next(bytes, length);
        return bytes[length] == ',' && chain.lastStandsAt(bytes, length + 1);
    }

    private List<Found> read(List<Line> rows, @Nullable Found last) {
        List<Found> found = new ArrayList<>(rows.size() + 1);
        for (Line line : rows) {
            found.add(read(line));
        }
        if (last != null) {
            found.add(last);
        }
        return found;
    }

    private Found read(Line line) {
        byte[] bytes = line.bytes().array();
        try {
            ExportRow row = FaultException.read(
                    Fault.ROW_MALFORMED,
                    Place.export(line.number()),
                    () -> codec.parse(bytes, bytes.length - RowOrder.HASH_CELL));
            return new Found.Row(line.number(), row, withLeaves ? row.leafHash() : null);
        } catch (FaultException e) {
            return new Found.Malformed(line.number(), e);
        }
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

    @Override
    public void close() {
        batches.close();
    }
}
