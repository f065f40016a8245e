package io.certtrail.domain.exports;

import io.certtrail.ledger.entry.LedgerTime;
import java.time.Instant;
import java.util.UUID;

/** How far an export is; times to the millisecond. {@link Ready} and {@link Failed} are final. */
public sealed interface State {
    /**
     * Waits for a worker.
     *
     * @param lastError why the attempt before this wait failed; empty before the first
     */
    record Queued(String lastError) implements State {}

    /**
     * A worker makes it.
     *
     * @param attempt the worker's claim: whoever else has another one may not change the export before the lease ends
     * @param leaseUntil from when on the worker counts as dead
     */
    record Running(UUID attempt, Instant leaseUntil) implements State {
        public Running {
            leaseUntil = LedgerTime.of(leaseUntil);
        }
    }

    /**
     * Its files are there.
     *
     * @param attempt the claim under which they were made
     */
    record Ready(UUID attempt, Instant at, Result result) implements State {
        public Ready {
            at = LedgerTime.of(at);
        }
    }

    /** It will not be made. */
    record Failed(Instant at, String error) implements State {
        public Failed {
            at = LedgerTime.of(at);
        }
    }

    /** The name that callers see. */
    default String text() {
        return switch (this) {
            case Queued queued -> "queued";
            case Running running -> "running";
            case Ready ready -> "ready";
            case Failed failed -> "failed";
        };
    }

    /** Whether nothing changes it any more. */
    default boolean isFinal() {
        return this instanceof Ready || this instanceof Failed;
    }
}
