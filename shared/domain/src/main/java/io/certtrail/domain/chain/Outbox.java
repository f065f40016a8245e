package io.certtrail.domain.chain;

import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where events wait for the chain. Safe for use by many threads. */
public interface Outbox {
    /** Most events of one call. */
    int MAX_EVENTS = 100;

    /** Most bytes of one call's events, serialised. */
    int MAX_BYTES = 2 << 20;

    /**
     * Most bytes of a run's events ({@link io.certtrail.domain.ids.RunIds}), as {@link
     * io.certtrail.ledger.entry.EntryLimits} counts them: so many and the names around them surely fit into one item of
     * the outbox and into one block, however badly they compress.
     */
    int MAX_RUN_BYTES = 290 << 10;

    /**
     * Records events, all or none, durably when it returns. The same events again are logged once.
     *
     * @throws IllegalArgumentException if there are none, or more than {@link #MAX_EVENTS} or {@link #MAX_BYTES}
     */
    void record(String tenant, List<Event> events);

    /** When the oldest event that still waits was recorded; empty if none does. What a door slows down by. */
    Optional<Instant> oldest(String tenant);
}
