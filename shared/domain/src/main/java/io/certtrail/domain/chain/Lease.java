package io.certtrail.domain.chain;

import io.certtrail.ledger.checkpoint.Origin;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Keeps one sequencer a chain at work. It makes it fast; the transaction makes it right: nothing may depend on it.
 *
 * <p>Who is refused leaves a mark in the {@code dirty} counter, and who holds the lease can't give it back without
 * having seen the mark: so no wake-up is lost between the two. Whoever leaves the first mark after the term was last
 * renewed looks again when it is over: so a holder that died is followed by another. A term that is said to end more than {@value #MOST_TERMS_AHEAD} terms from now is over too: who wrote that
 * had a clock that was ahead, and nobody else could work until then.
 */
public interface Lease {
    /** How many terms ahead the end of a lease may lie by the clock of another who wants it. */
    int MOST_TERMS_AHEAD = 2;

    /** The answer to who wants the lease. */
    sealed interface Answer {
        /** It is taken, for a term. */
        record Taken() implements Answer {}

        /**
         * Another holds it, and will see the mark that was left.
         *
         * @param first whether this is the first mark since the term began or was renewed: so who left it looks again
         *     when it is over
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
