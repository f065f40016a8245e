package io.certtrail.domain.chain;

import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.entry.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One item of the outbox. Its key is never used again for other events. */
public sealed interface OutboxItem {
    String key();

    /** Events that were recorded together, in the order in which they were given. */
    record Bundle(String key, List<Event> events) implements OutboxItem {
        /** @throws IllegalArgumentException if a run in it ({@link RunIds}) is not whole and in order */
        public Bundle {
            events = List.copyOf(events);
            Set<UUID> runs = new HashSet<>();
            for (List<Event> run : Stretch.split(events)) {
                UUID first = run.getFirst().id();
                if (RunIds.isOne(first) && !runs.add(first)) {
                    throw new IllegalArgumentException("the run of %s comes twice".formatted(first));
                }
            }
        }

        /** The events, run by run, and one by one where they are of none. */
        List<List<Event>> runs() {
            return Stretch.split(events);
        }
    }

    /** An item of a version or form that nobody wrote, or whose events can't be logged (ledger.md §3, clause 5). */
    record Unreadable(String key, String reason) implements OutboxItem {}
}
