package io.certtrail.domain.exports;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.ExportFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One export: what was asked for, frozen, and how far it is. Immutable, with times to the millisecond; each change makes the next revision, which
 * {@link ExportStore#replace} takes only in place of the one before it.
 *
 * @param id a UUID of version 7, so exports sort by when they were asked for
 * @param origin the log it is of
 * @param sizeAtRequest how many entries the chain had when it was asked for; it covers at least those
 * @param sentAt when its job was last given to the queue
 * @param attempts how often a worker took it
 * @param basis what it stands on; null until the first attempt chose it
 * @param revision 1 for a new one, one more with each change
 */
public record Export(
        UUID id,
        Origin origin,
        Format format,
        ExportFilter filter,
        Requester requester,
        Instant requestedAt,
        long sizeAtRequest,
        Instant sentAt,
        int attempts,
        @Nullable Basis basis,
        State state,
        long revision) {
    public Export {
        requestedAt = LedgerTime.of(requestedAt);
        sentAt = LedgerTime.of(sentAt);
    }

    /** A new export, queued. */
    public static Export requested(
            UUID id,
            Origin origin,
            Format format,
            ExportFilter filter,
            Requester requester,
            Instant now,
            long sizeAtRequest) {
        State queued = new State.Queued("");
        return new Export(id, origin, format, filter, requester, now, sizeAtRequest, now, 0, null, queued, 1);
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
        return next(sentAt, attempts + 1, basis, new State.Running(attempt, leaseUntil));
    }

    Export renewed(Instant leaseUntil) {
        return next(sentAt, attempts, basis, new State.Running(claim(), leaseUntil));
    }

    Export basedOn(Basis chosen) {
        return next(sentAt, attempts, chosen, state);
    }

    Export ready(Instant now, Result result) {
        return next(sentAt, attempts, basis, new State.Ready(claim(), now, result));
    }

    Export givenBack(Instant now, String error) {
        return next(now, attempts, basis, new State.Queued(error));
    }

    Export failed(Instant now, String error) {
        return next(sentAt, attempts, basis, new State.Failed(now, error));
    }

    Export sentAgain(Instant now) {
        return next(now, attempts, basis, state);
    }

    /** The claim under which it is made now. */
    UUID claim() {
        if (state instanceof State.Running running) {
            return running.attempt();
        }
        throw new IllegalStateException("export %s is %s, expected running".formatted(id, state.text()));
    }

    private Export next(Instant sent, int taken, @Nullable Basis stands, State to) {
        if (state.isFinal()) {
            throw new IllegalStateException("export %s is %s, which is final".formatted(id, state.text()));
        }
        return new Export(
                id,
                origin,
                format,
                filter,
                requester,
                requestedAt,
                sizeAtRequest,
                sent,
                taken,
                stands,
                to,
                revision + 1);
    }

    /** How long it has been waiting for its queue. */
    Duration sinceSent(Instant now) {
        return Duration.between(sentAt, now);
    }
}
