package io.certtrail.domain.chain;

import io.certtrail.ledger.entry.Event;
import java.util.List;

/** One item of the outbox. Its key is never used again for other events. */
public sealed interface OutboxItem {
    String key();

    /** Events that were recorded together, in the order in which they were given. */
    record Bundle(String key, List<Event> events) implements OutboxItem {
        public Bundle {
            events = List.copyOf(events);
        }
    }

    /** An item of a version or form that nobody wrote, or whose events can't be logged (ledger.md §3, clause 5). */
    record Unreadable(String key, String reason) implements OutboxItem {}
}
