package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The chain of row hashes: each is of the one before it and of its row, the first one is of the log and the header. Not
 * thread-safe.
 */
public final class RowChain {
    private static final String PURPOSE = "certtrail/csv/v1\n";

    private final MessageDigest sha256 = Sha256.digest();
    private Hash last;

    private RowChain(Hash genesis) {
        last = genesis;
    }

    public static RowChain of(Origin origin) {
        return new RowChain(genesis(origin));
    }

    /** What the chain of a log's exports begins with. */
    public static Hash genesis(Origin origin) {
        return Hash.sha256((PURPOSE + origin.text() + '\n' + Columns.header()).getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of the last row, or the genesis. */
    public Hash last() {
        return last;
    }

    /**
     * Goes on by one row.
     *
     * @param line whose first {@code length} bytes are the row up to, not including, the comma before its hash
     * @return the row's hash
     */
    public Hash next(byte[] line, int length) {
        sha256.update(last.hex().getBytes(StandardCharsets.US_ASCII));
        sha256.update((byte) '\n');
        sha256.update(line, 0, length);
        last = Hash.finish(sha256);
        return last;
    }
}
