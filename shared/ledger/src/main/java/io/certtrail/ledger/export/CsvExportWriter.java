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
    private final MessageDigest written;
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
        this(out, origin, closed, Sha256.digest());
    }

    /**
     * The same, with a digest of the caller's.
     *
     * @param written SHA-256, fed with every byte of the file as it is written; it can be cloned
     */
    public CsvExportWriter(OutputStream out, Origin origin, List<Attribute> closed, MessageDigest written)
            throws IOException {
        this(out, origin, closed, written, RowChain.of(origin));
        write((RowCodec.header() + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private CsvExportWriter(
            OutputStream out, Origin origin, List<Attribute> closed, MessageDigest written, RowChain chain) {
        this.out = out;
        this.origin = origin;
        this.closed = List.copyOf(closed);
        this.written = written;
        this.chain = chain;
        codec = RowCodec.of(closed);
        genesis = RowChain.genesis(origin);
    }

    /**
     * How far an export is between two rows.
     *
     * @param firstSeq of the first row, or -1
     * @param lastSeq of the last one, or -1
     * @param lastHash the last row's hash, or the genesis
     */
    public record State(long rows, long firstSeq, long lastSeq, Hash lastHash) {}

    /** How far the export is, to go on from with {@link #resume}. */
    public State state() {
        requireOpen();
        return new State(rows, firstSeq, lastSeq, chain.last());
    }

    /**
     * Goes on with an export that was left between two rows.
     *
     * @param out takes what follows
     * @param written the digest as it was then
     */
    public static CsvExportWriter resume(
            OutputStream out, Origin origin, List<Attribute> closed, MessageDigest written, State state) {
        CsvExportWriter writer = new CsvExportWriter(out, origin, closed, written, RowChain.after(state.lastHash()));
        writer.rows = state.rows();
        writer.firstSeq = state.firstSeq();
        writer.lastSeq = state.lastSeq();
        return writer;
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
                        Hash.finish(Sha256.copy(written)),
                        exportKey.verifierKey().keyId(),
                        closed,
                        genesis,
                        "")
                .sealed(mac, exportKey);
        write((manifest.line() + '\n').getBytes(StandardCharsets.UTF_8));
        out.flush();
        return manifest;
    }

    /** SHA-256 of the whole file, with its manifest; once it is finished. */
    public Hash sha256() {
        if (!finished) {
            throw new IllegalStateException("the export is not finished");
        }
        return Hash.finish(Sha256.copy(written));
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
