package io.certtrail.domain.chain;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;

/**
 * The end of a chain: all that is needed to build the next block.
 *
 * @param n the last block's number
 * @param frontier the tree after it
 * @param blockHash its hash
 * @param lastTime the time of its last entry
 */
public record Head(Origin origin, long n, Frontier frontier, Hash blockHash, Instant lastTime) {
    /** How many entries the chain holds. */
    public long size() {
        return frontier.size();
    }

    public Hash rootHash() {
        return frontier.root();
    }
}
