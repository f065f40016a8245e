package io.certtrail.search.store;

import io.certtrail.search.index.IndexFault;
import io.certtrail.search.index.IndexKey;

/** Is told of indexes that are not as they should be: a line of the log each. Called by many threads. */
@FunctionalInterface
public interface IndexWatch {
    /** An index was not there, or not as it was written; it is made again from its entries. */
    void isFaulty(IndexKey key, IndexFault fault);
}
