package io.certtrail.domain.exports;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.HashReader;

/** Reads the hashes of published trees. Safe for use by many threads. */
@FunctionalInterface
public interface PublishedTrees {
    /**
     * The hashes of a log's tree.
     *
     * @param size of a tree whose checkpoint is published
     */
    HashReader of(Origin origin, long size);
}
