package io.certtrail.domain.chain;

import io.certtrail.ledger.checkpoint.Origin;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Keeps one sequencer a chain at work. It makes it fast; the transaction makes it right: nothing may depend on it.
 *
 * <p>Who is refused leaves a mark in the {@code dirty} counter, and who holds the lease can't give it back without
 * having seen the mark: so no wake-up is lost between the two. A holder that died is followed by another when its term
 * is over.
 */
public interface Lease {
    /** The answer to who wants the lease. */
    sealed interface Answer {
        /** It is taken, for a term. */
        record Taken() implements Answer {}

        /**
         * Another holds it, and will see the mark that was left.
         *
         * @param first whether this is the first mark that the holder got: so who left it may look after its death
         */
        record Refused(boolean first) implements Answer {}
    }

    /** Takes the lease if it is free or its term is over; else leaves a mark. The counter starts from 0. */
    Answer take(Origin origin, UUID holder, Duration term);

    /**
     * Holds the lease for another term.
     *
     * @return the counter; empty if another holds the lease now
     */
    OptionalLong renew(Origin origin, UUID holder, Duration term);

    /**
     * Gives the lease back if the counter still says {@code dirty}, or another holds it anyway.
     *
     * @return false if the counter has moved: look once more
     */
    boolean release(Origin origin, UUID holder, long dirty);

    /** No lease at all: everyone works at once. Right, and slow. */
    Lease NONE = new Lease() {
        @Override
        public Answer take(Origin origin, UUID holder, Duration term) {
            return new Answer.Taken();
        }

        @Override
        public OptionalLong renew(Origin origin, UUID holder, Duration term) {
            return OptionalLong.of(0);
        }

        @Override
        public boolean release(Origin origin, UUID holder, long dirty) {
            return true;
        }
    };
}
