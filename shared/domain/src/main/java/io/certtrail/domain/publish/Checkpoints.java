package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Origin;
import java.util.Optional;

/** The signed heads of the chains. Safe for use by many threads. */
public interface Checkpoints {
    /** The last signed head (a consistent read); everything up to it is published. Empty if none is signed yet. */
    Optional<SignedCheckpoint> latest(Origin origin);

    /** Asks the publisher to sign a head of at least {@code size} entries at once, whatever its budget says. */
    void request(Origin origin, long size);
}
