package io.certtrail.domain.chain;

import io.certtrail.ledger.checkpoint.Origin;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Keeps one sequencer a chain at work. It makes it fast; the transaction makes it right: nothing may depend on it.
 *
 * <p>Who is refused leaves a mark in the {@code dirty} counter, and who holds the lease can't give it back without
 * having seen the mark, so no wake-up is lost between the two.
 */
public interface Lease {
    /** Takes the lease, or takes it for longer; if another holds it, leaves a mark. @return the counter, if taken */
    OptionalLong take(Origin origin, UUID holder, Duration term);

    /** Gives the lease back if the counter still says {@code dirty}. @return false if it has moved: look once more */
    boolean release(Origin origin, UUID holder, long dirty);

    /** No lease at all: everyone works at once. Right, and slow. */
    Lease NONE = new Lease() {
        @Override
        public OptionalLong take(Origin origin, UUID holder, Duration term) {
            return OptionalLong.of(0);
        }

        @Override
        public boolean release(Origin origin, UUID holder, long dirty) {
            return true;
        }
    };
}
