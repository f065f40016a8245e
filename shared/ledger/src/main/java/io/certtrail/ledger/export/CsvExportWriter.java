package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Utf8Sink;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Writes one CSV export row by row, in memory that does not grow with the rows. Not thread-safe. The stream is the
 * caller's to buffer and to close; after a failure the file is of no use.
 *
 * <pre>{@code
 * var writer = new CsvExportWriter(out, origin);
 * for (LoggedEntry entry : matches) {
 *     writer.row(entry);
 * }
 * Manifest manifest = writer.finish(draft, mac, exportKey);
 * }</pre>
 */
public final class CsvExportWriter {
    private final OutputStream out;
    private final Origin origin;
    private final List<Attribute> closed;
    private final RowCodec codec;
    private final Hash genesis;
    private final RowChain chain;
    private final MessageDigest written = Sha256.digest();
    private final Utf8Sink row = new Utf8Sink(1024);
    private long rows;
    private long firstSeq = -1;
    private long lastSeq = -1;
    private boolean finished;

    /** Begins an export that shows its entries in full: writes the header. */
    public CsvExportWriter(OutputStream out, Origin origin) throws IOException {
        this(out, origin, List.of());
    }

    /**
     * Begins an export for an outsider.
     *
     * @param closed the attributes that are not shown, in the order of the leaf; empty for none
     * @throws IllegalArgumentException if these can't be closed: all of them, or ones that others tell of
     */
    public CsvExportWriter(OutputStream out, Origin origin, List<Attribute> closed) throws IOException {
        this.out = out;
        this.origin = origin;
        this.closed = List.copyOf(closed);
        codec = RowCodec.of(closed);
        chain = RowChain.of(origin);
        genesis = chain.last();
        write((RowCodec.header() + '\n').getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes one match.
     *
     * @throws IllegalArgumentException unless its seq is greater than that of the row before
     */
    public void row(LoggedEntry logged) throws IOException {
        requireOpen();
        if (logged.seq() <= lastSeq) {
            throw new IllegalArgumentException("rows go up in seq: after " + lastSeq + " comes " + logged.seq());
        }
        row.clear();
        codec.write(logged, row);
        Hash hash = chain.next(row);
        row.ascii(',');
        row.text(hash.hex());
        row.ascii('\n');
        row.writeTo(out);
        row.digest(written);
        firstSeq = rows == 0 ? logged.seq() : firstSeq;
        lastSeq = logged.seq();
        rows++;
    }

    /** How many rows there are so far. */
    public long rows() {
        return rows;
    }

    /**
     * Ends the export with its manifest, and flushes.
     *
     * @throws IllegalArgumentException if a row lies outside the range, the draft is of another log, or the manifest is
     *     too long to be signed ({@link Manifest#requireSignable})
     */
    public Manifest finish(ManifestDraft draft, ManifestMac mac, NoteSigner exportKey) throws IOException {
        requireOpen();
        requireFits(draft, exportKey);
        finished = true;
        Manifest manifest = new Manifest(
                        origin,
                        draft.exportedAt(),
                        draft.actor(),
                        draft.version(),
                        draft.filter(),
                        rows,
                        draft.range(),
                        draft.checkpoint().root(),
                        genesis,
                        chain.last(),
                        Hash.finish(written),
                        exportKey.verifierKey().keyId(),
                        closed,
                        genesis,
                        "")
                .sealed(mac, exportKey);
        out.write((manifest.line() + '\n').getBytes(StandardCharsets.UTF_8));
        out.flush();
        return manifest;
    }

    private void requireFits(ManifestDraft draft, NoteSigner exportKey) {
        if (!draft.checkpoint().origin().equals(origin)) {
            throw new IllegalArgumentException("an export of " + origin + " needs its checkpoint, found one of "
                    + draft.checkpoint().origin());
        }
        if (!exportKey.name().equals(origin.exportsKeyName())) {
            throw new IllegalArgumentException("an export of " + origin + " is signed by " + origin.exportsKeyName()
                    + ", found " + exportKey.name());
        }
        if (rows > 0 && !(draft.range().contains(firstSeq) && draft.range().contains(lastSeq))) {
            throw new IllegalArgumentException(
                    "rows %d to %d lie outside %s".formatted(firstSeq, lastSeq, draft.range()));
        }
    }

    private void requireOpen() {
        if (finished) {
            throw new IllegalStateException("the export is finished");
        }
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written.update(bytes);
    }
}
