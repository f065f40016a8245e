package io.certtrail.aws.faults;

import java.util.List;

/** What is done with a store, and what it shows for it. A fact is what a change leaves behind, in words. */
interface Steps {
    /** Changes something; may throw whatever the store throws. */
    void step();

    /** The facts that the store holds now. */
    List<String> facts();

    /**
     * The facts that entries tell of.
     *
     * @param recorded by the events in the outbox
     */
    default List<String> told(List<String> recorded) {
        return recorded;
    }
}
