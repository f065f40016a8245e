package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Origin;

/** How far each worker has read a chain. Reads are consistent. Safe for use by many threads. */
public interface Cursors {
    /** The last block that the worker is done with; -1 if none. */
    long find(String worker, Origin origin);

    /** Moves a cursor on; where it is further already it stays. */
    void advance(String worker, Origin origin, long n);
}
