package io.certtrail.domain.audit;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.entry.Event;
import java.util.UUID;

/**
 * Gives the events of a request that bring no ids those of runs: of one run while they come in a row and surely fit into
 * one block ({@link Outbox#MAX_RUN_BYTES}). Not thread-safe: one request's.
 */
final class RunMaker {
    private final RunIds runs;
    private UUID first;
    private int taken;
    private int bytes;

    RunMaker(RunIds runs) {
        this.runs = runs;
        this.first = runs.next();
    }

    /** The id that the next event gets, unless it has one or is too large. */
    UUID next() {
        return RunIds.at(first, taken);
    }

    /** The event with its id: {@link #next}, or the first of another run. */
    Event take(Event event, int size) {
        Event taking = event;
        if (taken == RunIds.MOST - 1 || bytes + size > Outbox.MAX_RUN_BYTES) {
            interrupt();
            taking = event.withId(next());
        }
        taken++;
        bytes += size;
        return taking;
    }

    /** An event with an id of its own ends a run. */
    Event interrupt(Event event) {
        interrupt();
        return event;
    }

    private void interrupt() {
        if (taken > 0) {
            first = runs.next();
            taken = 0;
            bytes = 0;
        }
    }
}
