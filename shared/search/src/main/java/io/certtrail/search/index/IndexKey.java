package io.certtrail.search.index;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;

/**
 * Which entries an index is of.
 *
 * @param fromSeq the first entry's place in the chain
 * @param toSeq the place after the last one's
 * @param contents stands for what the entries are: the same for the same ones alone
 */
public record IndexKey(Origin origin, long fromSeq, long toSeq, Hash contents) {
    /** How many entries one index can be of. */
    public static final int MAX_ENTRIES = 4 * 1024 * 1024;

    /**
     * A key.
     *
     * @throws IllegalArgumentException if there is no such range
     */
    public IndexKey {
        if (fromSeq < 0 || toSeq <= fromSeq || toSeq - fromSeq > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "an index is of 1 to %d entries, found %d to %d".formatted(MAX_ENTRIES, fromSeq, toSeq));
        }
    }

    public int entries() {
        return Math.toIntExact(toSeq - fromSeq);
    }
}
