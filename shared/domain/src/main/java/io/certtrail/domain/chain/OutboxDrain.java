package io.certtrail.domain.chain;

import io.certtrail.ledger.entry.Event;
import java.util.Collection;
import java.util.List;

/** The sequencer's side of the outbox: it alone takes out. Reads are consistent; every call is repeatable. */
public interface OutboxDrain {
    /**
     * Items that wait, roughly oldest first: enough for {@code events} events if there are so many, and possibly more.
     * Empty only if nothing waits.
     */
    List<OutboxItem> read(String tenant, int events);

    /** Deletes items; those that are gone already are fine. Acknowledged when it returns. */
    void delete(String tenant, Collection<String> keys);

    /**
     * Sets an item aside, where it is kept as it was, and records {@code event} about it, in one transaction. Does
     * nothing if the item is gone.
     */
    void quarantine(String tenant, OutboxItem item, Event event);
}
