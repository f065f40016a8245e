package io.certtrail.domain.chain;

import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What the next block takes from the outbox. A bundle may go over several blocks: its key stands in the block that logs
 * its last event, and the events before it are left out then, as every event that is in the chain (ledger.md §3,
 * clause 2). Of two events with one id the first wins.
 *
 * @param events to be logged, in this order
 * @param finished the keys of the bundles that have nothing left to log after them
 * @param logged the keys of the bundles that had nothing left to log before them
 */
record Batch(List<Event> events, List<String> finished, List<String> logged) {
    /**
     * Chooses from bundles in their order.
     *
     * @param known the ids that are in the chain
     * @param most how many events at most; fewer give a batch that is the beginning of one with more
     */
    static Batch choose(List<OutboxItem.Bundle> bundles, Set<UUID> known, int most) {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<UUID> chosen = new HashSet<>();
        for (OutboxItem.Bundle bundle : bundles) {
            if (!batch.take(bundle, known, chosen, most)) {
                break;
            }
        }
        return batch;
    }

    /** Takes what is left of a bundle; false if it does not fit in whole. */
    private boolean take(OutboxItem.Bundle bundle, Set<UUID> known, Set<UUID> chosen, int most) {
        boolean fresh = false;
        for (Event event : bundle.events()) {
            if (known.contains(event.id())) {
                continue;
            }
            fresh = true;
            if (chosen.contains(event.id())) {
                continue;
            }
            if (events.size() == most) {
                return false;
            }
            chosen.add(event.id());
            events.add(event);
        }
        (fresh ? finished : logged).add(bundle.key());
        return true;
    }
}
