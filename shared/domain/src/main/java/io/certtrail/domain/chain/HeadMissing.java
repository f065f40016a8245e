package io.certtrail.domain.chain;

import io.certtrail.ledger.checkpoint.Origin;

/** A chain has no HEAD: it was never opened, or it was lost. It is never taken for an empty chain (ledger.md §3). */
public final class HeadMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HeadMissing(Origin origin) {
        super("the chain %s has no HEAD item: if it is new, open it with the setup function; if it is not, restore it"
                .formatted(origin.text()));
    }
}
