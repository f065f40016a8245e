package io.certtrail.ledger.export;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes and counts the lines of a proof file that follow its head, in memory that does not grow with them. Since the
 * head says how many there are, they go to a place of their own first (a temporary file, or nowhere in a first of two
 * passes), and behind the head afterwards:
 *
 * <pre>{@code
 * var body = new ProofBody(spool);
 * for (LoggedEntry entry : leftOut) {
 *     body.add(ProofLine.of(entry, filter, closed));
 * }
 * out.write(ProofHead.of(origin, range, checkpoint, edges, body, tree).bytes());
 * out.write('\n');
 * spool.copyTo(out);
 * }</pre>
 *
 * Not thread-safe; the stream is the caller's to buffer and to close.
 */
public final class ProofBody {
    private final OutputStream out;
    private long ghosts;
    private long hashes;
    private long lastSeq = -1;

    public ProofBody(OutputStream out) {
        this.out = out;
    }

    /**
     * Goes on with lines that were left after some.
     *
     * @param out takes what follows
     * @param ghosts how many there were
     * @param hashes how many there were
     * @param lastSeq every line that follows has a greater one
     */
    public static ProofBody resume(OutputStream out, long ghosts, long hashes, long lastSeq) {
        ProofBody body = new ProofBody(out);
        body.ghosts = ghosts;
        body.hashes = hashes;
        body.lastSeq = lastSeq;
        return body;
    }

    /**
     * Writes one line.
     *
     * @throws IllegalArgumentException unless its seq is greater than that of the line before
     */
    public void add(ProofLine line) throws IOException {
        if (line.seq() <= lastSeq) {
            throw new IllegalArgumentException("lines go up in seq: after " + lastSeq + " comes " + line.seq());
        }
        out.write(line.bytes());
        out.write('\n');
        lastSeq = line.seq();
        switch (line) {
            case ProofLine.Ghost ghost -> ghosts++;
            case ProofLine.Unopened unopened -> hashes++;
        }
    }

    /** How many entries so far are shown to be no match. */
    public long ghosts() {
        return ghosts;
    }

    /** How many entries so far are not opened. */
    public long hashes() {
        return hashes;
    }
}
