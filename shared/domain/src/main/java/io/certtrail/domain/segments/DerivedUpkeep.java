package io.certtrail.domain.segments;

import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;

/** Makes what is made of segments ({@link DerivedObjects}). Repeatable. Safe for use by many threads. */
@FunctionalInterface
public interface DerivedUpkeep {
    /** Makes what is not there yet, as far as the deadline allows; the rest is left for the next time. */
    void keep(Origin origin, Deadline deadline);

    /** Reads what is there, names what is not as it was made, and makes that again; what is over the deadline is left. */
    default void check(Origin origin, Deadline deadline) {}
}
