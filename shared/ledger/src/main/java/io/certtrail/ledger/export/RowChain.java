package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Utf8Sink;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The chain of row hashes: each is of the one before it and of its row, the first one is of the log and the header. Not
 * thread-safe.
 */
public final class RowChain {
    private static final String PURPOSE = "certtrail/csv/v1\n";

    private final MessageDigest sha256 = Sha256.digest();
    /** The last hash in hex and a line feed, which is what the next one begins with. */
    private final byte[] before = new byte[2 * Hash.SIZE + 1];

    private Hash last;

    private RowChain(Hash genesis) {
        last = genesis;
        before[2 * Hash.SIZE] = '\n';
        genesis.hexTo(before, 0);
    }

    public static RowChain of(Origin origin) {
        return new RowChain(genesis(origin));
    }

    /** A chain that goes on after a row of this hash. */
    static RowChain after(Hash last) {
        return new RowChain(last);
    }

    /** What the chain of a log's exports begins with. */
    public static Hash genesis(Origin origin) {
        return Hash.sha256((PURPOSE + origin.text() + '\n' + Columns.header()).getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of the last row, or the genesis. */
    public Hash last() {
        return last;
    }

    /** Whether the last row's hash, in hex, stands at a place in a line. */
    public boolean lastStandsAt(byte[] line, int offset) {
        int end = offset + 2 * Hash.SIZE;
        return offset >= 0 && end <= line.length && Arrays.equals(before, 0, 2 * Hash.SIZE, line, offset, end);
    }

    /**
     * Goes on by one row.
     *
     * @param line whose first {@code length} bytes are the row up to, not including, the comma before its hash
     * @return the row's hash
     */
    public Hash next(byte[] line, int length) {
        sha256.update(before);
        sha256.update(line, 0, length);
        return went();
    }

    /**
     * Goes on by one row.
     *
     * @param line the row up to, not including, the comma before its hash
     * @return the row's hash
     */
    public Hash next(Utf8Sink line) {
        sha256.update(before);
        line.digest(sha256);
        return went();
    }

    private Hash went() {
        last = Hash.finish(sha256);
        last.hexTo(before, 0);
        return last;
    }
}
