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

    /**
     * The longest that it should take from one look at the time to the next, and to leave off after the last: that stores
     * some 20 MB.
     */
    private static final Duration STEP = Duration.ofSeconds(20);

    /** How often callers are told how far it is. */
    private static final Duration TELL = Duration.ofSeconds(3);

    /** The longest that a function may live (AWS Lambda Developer Guide, "Lambda quotas"). */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

    private final ExportStore store;
    private final Clock clock;
    private final Duration term;
    private final Deadline deadline;
    private final UUID attempt;
    private Export export;
    private Instant renewAt;
    private Instant tellAt;

    private Claim(ExportStore store, Clock clock, Duration term, Deadline deadline, Export export, Instant now) {
        this.store = store;
        this.clock = clock;
        this.term = term;
        this.deadline = deadline;
        this.export = export;
        attempt = export.claim();
        renewAt = now.plus(term.dividedBy(2));
        tellAt = now.plus(TELL);
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
        return attempt;
    }

    /** Whether there is time to go on; if not, there is just enough to leave off. */
    boolean hasTime() {
        return deadline.allows(STEP);
    }

    /**
     * To be called every few seconds of work: says how far it is, and renews the lease.
     *
     * @throws Lost if another worker has the export
     */
    void keep(Progress progress) throws Lost {
        Instant now = clock.instant();
        boolean isNews = !now.isBefore(tellAt) && !progress.equals(export.work().progress());
        if (isNews || !now.isBefore(renewAt)) {
            change(export.wentOn(progress, now.plus(term)), List.of());
            renewAt = now.plus(term.dividedBy(2));
            tellAt = now.plus(TELL);
        }
    }

    /**
     * Holds the export for as long as this worker lives, for a step in which nothing can be said.
     *
     * @throws Lost if another worker has the export
     * @throws ExportTrouble if the worker's time is up
     */
    void holdToTheEnd(Progress progress) throws Lost, ExportTrouble {
        if (!hasTime()) {
            throw new ExportTrouble("the worker's time was up before the export was done");
        }
        Duration life = deadline.left().compareTo(LONGEST_LIFE) < 0 ? deadline.left() : LONGEST_LIFE;
        Instant end = clock.instant().plus(life).plus(STEP);
        change(export.wentOn(progress, end), List.of());
        renewAt = end;
    }

    /**
     * Says where the work was left off; the export is still held.
     *
     * @throws Lost if another worker has the export
     */
    void leave(MarkPlace mark, Progress progress) throws Lost {
        change(export.leftAt(mark, progress), List.of());
    }

    /** @throws Lost if another worker has the export; nothing was changed */
    void change(Export next, List<Event> events) throws Lost {
        if (!store.replace(next, events)) {
            throw new Lost(export);
        }
        export = next;
    }
}
