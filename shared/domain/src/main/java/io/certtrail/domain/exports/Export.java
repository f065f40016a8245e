package io.certtrail.domain.exports;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.ExportFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One export: what was asked for, and how far it is. Immutable, with times to the millisecond; each change makes the next
 * revision, which {@link ExportStore#replace} takes only in place of the one before it.
 *
 * @param id a UUID of version 7, so exports sort by when they were asked for
 * @param origin the log it is of
 * @param sentAt when its job was last given to the queue
 * @param attempts how often a worker took it, but for those whose time was up
 * @param revision 1 for a new one, one more with each change
 */
public record Export(
        UUID id, Origin origin, Asked asked, Instant sentAt, int attempts, Work work, State state, long revision) {
    /** Of so many attempts that came to nothing one goes on from a mark; then the mark may be at fault. */
    private static final int MARK_ATTEMPTS = 2;

    public Export {
        sentAt = LedgerTime.of(sentAt);
    }

    /** A new export, queued. */
    public static Export requested(UUID id, Origin origin, Asked asked) {
        return new Export(id, origin, asked, asked.at(), 0, Work.NONE, new State.Queued(""), 1);
    }

    public Format format() {
        return asked.format();
    }

    public ExportFilter filter() {
        return asked.filter();
    }

    public Requester requester() {
        return asked.requester();
    }

    public Instant requestedAt() {
        return asked.at();
    }

    public String tenant() {
        return origin.tenant();
    }

    /** Whether a worker may take it now: it waits, or the one that had it is dead. */
    public boolean isFree(Instant now) {
        return switch (state) {
            case State.Queued queued -> true;
            case State.Running running -> !now.isBefore(running.leaseUntil());
            case State.Ready ready -> false;
            case State.Failed failed -> false;
        };
    }

    /** Whether a worker holds it under this claim, alive or not. */
    public boolean isHeldBy(UUID attempt) {
        return state instanceof State.Running running && running.attempt().equals(attempt);
    }

    /** The files, once they are there. */
    public Optional<Result> result() {
        return state instanceof State.Ready ready ? Optional.of(ready.result()) : Optional.empty();
    }

    Export taken(UUID attempt, Instant leaseUntil) {
        return next(sentAt, attempts + 1, work, new State.Running(attempt, leaseUntil));
    }

    Export wentOn(Progress progress, Instant leaseUntil) {
        return next(sentAt, attempts, work.at(progress), new State.Running(claim(), leaseUntil));
    }

    Export basedOn(Basis chosen) {
        return next(sentAt, attempts, work.on(chosen), state);
    }

    Export leftAt(MarkPlace mark, Progress progress) {
        return next(sentAt, attempts, work.at(progress).leftAt(mark), state);
    }

    Export ready(Instant now, Result result) {
        return next(sentAt, attempts, work, new State.Ready(claim(), now, result));
    }

    /** The worker's time was up: that was no attempt that failed. */
    Export putDown(Instant now) {
        return next(now, attempts - 1, work, new State.Queued(""));
    }

    Export givenBack(Instant now, String error) {
        boolean isMarkGood = attempts % MARK_ATTEMPTS != 0;
        return next(now, attempts, isMarkGood ? work : work.anew(), new State.Queued(error));
    }

    Export failed(Instant now, String error) {
        return next(sentAt, attempts, work, new State.Failed(now, error));
    }

    Export sentAgain(Instant now) {
        return next(now, attempts, work, state);
    }

    /** The claim under which it is made now. */
    UUID claim() {
        if (state instanceof State.Running running) {
            return running.attempt();
        }
        throw new IllegalStateException("export %s is %s, expected running".formatted(id, state.text()));
    }

    private Export next(Instant sent, int taken, Work kept, State to) {
        if (state.isFinal()) {
            throw new IllegalStateException("export %s is %s, which is final".formatted(id, state.text()));
        }
        return new Export(id, origin, asked, sent, taken, kept, to, revision + 1);
    }

    /** How long it has been waiting for its queue. */
    Duration sinceSent(Instant now) {
        return Duration.between(sentAt, now);
    }
}
