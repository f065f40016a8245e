package io.certtrail.domain.canary;

import io.certtrail.ledger.checkpoint.Origin;
import java.util.Optional;

/** Keeps what the canary remembers. Reads are consistent; the last one written stays. Safe for use by many threads. */
public interface CanaryStore {
    Optional<CanaryState> find(Origin origin);

    void keep(CanaryState state);
}
