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
 * clause 2). A run never does: it is whole in a block, so that who finds its first id in the chain knows that all of it
 * is there (docs/decisions/runs.md). Of two events with one id the first wins.
 *
 * @param events to be logged, in this order
 * @param finished the keys of the bundles that have nothing left to log after them
 * @param logged the keys of the bundles that had nothing left to log before them
 * @param full whether there is more that did not fit
 */
record Batch(List<Event> events, List<String> finished, List<String> logged, boolean full) {
    /**
     * Chooses from bundles in their order.
     *
     * @param known the first ids of the runs, and the ids that are of none, that are in the chain
     * @param most how many events at most, unless the first run alone has more; fewer give a batch that is the beginning
     *     of one with more
     */
    static Batch choose(List<OutboxItem.Bundle> bundles, Set<UUID> known, int most) {
        Choice choice = new Choice(known, most);
        for (OutboxItem.Bundle bundle : bundles) {
            if (!choice.take(bundle)) {
                return choice.batch(true);
            }
        }
        return choice.batch(choice.events.size() >= most);
    }

    /** A batch as far as it is chosen. */
    private static final class Choice {
        private final Set<UUID> known;
        private final int most;
        private final Set<UUID> chosen = new HashSet<>();
        private final List<Event> events = new ArrayList<>();
        private final List<String> finished = new ArrayList<>();
        private final List<String> logged = new ArrayList<>();

        Choice(Set<UUID> known, int most) {
            this.known = known;
            this.most = most;
        }

        /** Takes what is left of a bundle; false if it does not fit in whole. */
        boolean take(OutboxItem.Bundle bundle) {
            boolean fresh = false;
            for (List<Event> run : bundle.runs()) {
                UUID first = run.getFirst().id();
                if (known.contains(first)) {
                    continue;
                }
                fresh = true;
                if (chosen.contains(first)) {
                    continue;
                }
                if (!events.isEmpty() && events.size() + run.size() > most) {
                    return false;
                }
                chosen.add(first);
                events.addAll(run);
            }
            (fresh ? finished : logged).add(bundle.key());
            return true;
        }

        Batch batch(boolean full) {
            return new Batch(events, finished, logged, full);
        }
    }
}
