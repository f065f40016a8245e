package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.TileHashReader;

/** The hashes of a published tree, read from its tiles. */
public final class PublishedHashes {
    private PublishedHashes() {}

    /**
     * A reader for a few proofs; one thread's.
     *
     * @param size the size of a signed head: all up to it is published
     */
    public static HashReader of(LogStore store, Origin origin, long size) {
        return new TileHashReader(
                size,
                path -> store.read(origin, path).map(StoredObject::content).orElse(null));
    }
}
