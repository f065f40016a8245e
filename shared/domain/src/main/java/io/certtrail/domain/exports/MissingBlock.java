package io.certtrail.domain.exports;

import io.certtrail.ledger.checkpoint.Origin;

/** A block that the chain must have is not in the ledger, or no longer. */
final class MissingBlock extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingBlock(Origin origin, long n) {
        super("block %d of %s is not in the ledger (any more)".formatted(n, origin.text()));
    }
}
