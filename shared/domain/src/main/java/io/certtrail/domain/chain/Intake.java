package io.certtrail.domain.chain;

import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads a tenant's outbox for a writer; what can't be read goes to quarantine (ledger.md §3, clause 5). Not thread-safe. */
final class Intake {
    private final ChainReader chain;
    private final OutboxDrain outbox;
    private final ChainEvents events;
    private final Origin origin;
    private final Map<String, RuntimeException> setAside = new HashMap<>();

    Intake(ChainReader chain, OutboxDrain outbox, ChainEvents events, Origin origin) {
        this.chain = chain;
        this.outbox = outbox;
        this.events = events;
        this.origin = origin;
    }

    /**
     * Reads enough for so many events, if so many wait.
     *
     * @return empty if nothing waits, or all that was found can't be logged
     */
    Supply read(int most) {
        while (true) {
            List<OutboxItem> items = outbox.read(origin.tenant(), most).stream()
                    .filter(item -> !setAside.containsKey(item.key()))
                    .toList();
            quarantine(items);
            List<OutboxItem.Bundle> bundles = enough(items, most);
            if (!bundles.isEmpty() || items.isEmpty()) {
                return new Supply(bundles, known(bundles));
            }
        }
    }

    /** What could not even go to quarantine was passed by; now that the rest is logged, it is told. */
    void throwWhatWasSetAside() {
        for (RuntimeException failure : setAside.values()) {
            throw failure;
        }
    }

    /** One look-up a run: it is in the chain whole, or not at all. */
    private Set<UUID> known(List<OutboxItem.Bundle> bundles) {
        List<UUID> ids = bundles.stream()
                .flatMap(bundle -> bundle.events().stream())
                .map(Event::id)
                .filter(id -> !RunIds.goesOn(id))
                .toList();
        return ids.isEmpty() ? Set.of() : chain.positions(origin, ids).keySet();
    }

    private void quarantine(List<OutboxItem> items) {
        for (OutboxItem item : items) {
            if (item instanceof OutboxItem.Unreadable unreadable) {
                try {
                    outbox.quarantine(origin.tenant(), unreadable, events.quarantined(origin, unreadable));
                } catch (RuntimeException e) {
                    setAside.put(item.key(), e);
                }
            }
        }
    }

    /** The bundles from the first on that hold enough. */
    private static List<OutboxItem.Bundle> enough(List<OutboxItem> items, int most) {
        List<OutboxItem.Bundle> bundles = new ArrayList<>();
        int found = 0;
        for (OutboxItem item : items) {
            if (found < most && item instanceof OutboxItem.Bundle bundle) {
                bundles.add(bundle);
                found += bundle.events().size();
            }
        }
        return bundles;
    }
}
