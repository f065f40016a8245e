package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Origin;
import java.time.Instant;
import java.util.Optional;

/** Keeps each signer's last signed head. Reads are consistent. Safe for use by many threads. */
public interface SignerStore {
    Optional<SignerState> find(Origin origin);

    /**
     * Moves on, if the state is still the one that was read; it never goes back.
     *
     * @param from the size of the head that was read; 0 if there was none
     * @return whether it did; if not, another has signed meanwhile
     * @throws io.certtrail.domain.chain.OutcomeUnknown if there was no answer
     */
    boolean advance(long from, SignerState to);

    /**
     * Whether the caller is the one to ask for a wake-up at {@code at}: unless one is under way that comes between
     * {@code now} and then. One that is said to come later does not count: it is of a process whose clock was ahead.
     */
    boolean claimWake(Origin origin, Instant now, Instant at);
}
