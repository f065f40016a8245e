package io.certtrail.domain.chain;

import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a writer has read from the outbox and not logged yet, for one block after the other.
 *
 * <p>It stays good while every block since the reading is the writer's own: what was not in the chain then is there now
 * only if the writer itself has put it there, which it remembers here. A block of anybody else's moves HEAD, the
 * writer's commit fails, and all of this is thrown away (ledger.md §3, clause 3). {@code RuleModelTest} goes through
 * every case.
 */
final class Supply {
    /** Nothing read. */
    static final Supply NOTHING = new Supply(List.of(), Set.of());

    private final List<OutboxItem.Bundle> bundles;
    private final Set<UUID> known;
    private boolean tooMuchForOne;

    /**
     * What was read.
     *
     * @param known the first ids of the runs among them, and the ids that are of none, that are in the chain; looked up
     *     after the reading
     */
    Supply(List<OutboxItem.Bundle> bundles, Set<UUID> known) {
        this.bundles = new ArrayList<>(bundles);
        this.known = new HashSet<>(known);
    }

    boolean isEmpty() {
        return bundles.isEmpty();
    }

    /** Whether something waits, but not so many events. */
    boolean hasFewerThan(int events) {
        if (isEmpty()) {
            return false;
        }
        Batch batch = next(events);
        return !batch.full() && batch.events().size() < events;
    }

    /** The next block's events: at most {@code most}, unless its first run alone has more; fewer if no more fit. */
    Batch next(int most) {
        return Batch.choose(bundles, known, most);
    }

    /** Whether the next block will be full, in entries or, as the last one was, in bytes: else more is read first. */
    boolean fillsABlock() {
        return tooMuchForOne || next(Block.MAX_ENTRIES).full();
    }

    /**
     * Takes note of what the writer has logged.
     *
     * @param cut whether the block had no room for all of the batch
     */
    void logged(Batch batch, boolean cut) {
        batch.events().stream().map(Event::id).filter(id -> !RunIds.goesOn(id)).forEach(known::add);
        drop(batch.finished());
        tooMuchForOne = cut;
    }

    /** Leaves out bundles that are done with. */
    void drop(Collection<String> keys) {
        Set<String> gone = new HashSet<>(keys);
        bundles.removeIf(bundle -> gone.contains(bundle.key()));
    }
}
