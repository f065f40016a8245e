package io.certtrail.domain.exports;

import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.entry.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A worker's hold on an export, for as long as it keeps it: a lease that ends by itself if the worker dies. Every change
 * goes through the store's conditional replace, so a worker that lost its hold can't change the export any more. For
 * one thread.
 */
final class Claim {
    /** Another worker has the export, or it is over. */
    static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        Lost(Export export) {
            super("the hold on export " + export.id() + " is lost: another worker changed it", null, false, false);
        }
    }

    /** The longest that it should take from one call of {@link #keep} to the next, and to give up after the last. */
    private static final Duration STEP = Duration.ofSeconds(10);

    private final ExportStore store;
    private final Clock clock;
    private final Duration term;
    private final Deadline deadline;
    private Export export;
    private Instant renewAt;

    private Claim(ExportStore store, Clock clock, Duration term, Deadline deadline, Export export, Instant now) {
        this.store = store;
        this.clock = clock;
        this.term = term;
        this.deadline = deadline;
        this.export = export;
        renewAt = now.plus(term.dividedBy(2));
    }

    /**
     * Takes an export that is free.
     *
     * @param term how long the hold lasts when it isn't renewed
     * @param deadline how long this worker lives
     * @return empty if another worker took it first
     */
    static Optional<Claim> take(
            ExportStore store, Clock clock, Export free, UUID attempt, Duration term, Deadline deadline) {
        Instant now = clock.instant();
        Export taken = free.taken(attempt, now.plus(term));
        return store.replace(taken, List.of())
                ? Optional.of(new Claim(store, clock, term, deadline, taken, now))
                : Optional.empty();
    }

    /** The export as this worker last wrote it. */
    Export export() {
        return export;
    }

    UUID attempt() {
        return export.claim();
    }

    /**
     * To be called every few seconds of work: renews the lease once half of it is over.
     *
     * @throws Lost if another worker has the export
     * @throws ExportTrouble if the worker's time is up
     */
    void keep() throws Lost, ExportTrouble {
        Instant now = clock.instant();
        if (!deadline.allows(STEP)) {
            throw new ExportTrouble("the worker's time was up before the export was done");
        }
        if (!now.isBefore(renewAt)) {
            change(export.renewed(now.plus(term)), List.of());
            renewAt = now.plus(term.dividedBy(2));
        }
    }

    /** @throws Lost if another worker has the export; nothing was changed */
    void change(Export next, List<Event> events) throws Lost {
        if (!store.replace(next, events)) {
            throw new Lost(export);
        }
        export = next;
    }
}
