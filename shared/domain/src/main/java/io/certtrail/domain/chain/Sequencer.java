package io.certtrail.domain.chain;

import io.certtrail.domain.chain.Drained.End;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Drains a tenant's outbox into its chain, block after block, as fast as the writes return: no timer. Any number of them
 * may be at work on one chain; {@link BlockWriter} keeps the order, the {@link Lease} keeps all but one from trying.
 *
 * <p>Safe for use by many threads.
 */
public final class Sequencer {
    /** How long a lease is held without a sign of life; so long, too, the chain waits after its holder's death. */
    static final Duration TERM = Duration.ofSeconds(5);

    private static final Duration RENEWAL = TERM.dividedBy(3);

    /** What a block may take, calls that are retried included. */
    private static final Duration STEP = Duration.ofSeconds(10);

    private final BlockWriter writer;
    private final Lease lease;
    private final Wakes wakes;
    private final IdSource ids;
    private final Clock clock;

    public Sequencer(BlockWriter writer, Lease lease, Wakes wakes, IdSource ids, Clock clock) {
        this.writer = writer;
        this.lease = lease;
        this.wakes = wakes;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Drains until nothing waits, another is at work, or the time is nearly up; then it asks to be woken again.
     *
     * @throws HeadMissing if the chain was never opened, or its HEAD was lost
     * @throws ChainBroken if the store contradicts itself
     */
    public Drained drain(Tenant tenant, Deadline deadline) {
        UUID holder = ids.next();
        switch (lease.take(tenant.origin(), holder, TERM)) {
            case Lease.Answer.Refused(boolean first) -> {
                if (first) {
                    wakes.sequencer(tenant.name(), TERM);
                }
                return new Drained(End.BUSY, 0, 0);
            }
            case Lease.Answer.Taken() -> {
                return new Tenure(tenant.origin(), holder, deadline).drain();
            }
        }
    }

    /** One holding of the lease. */
    private final class Tenure {
        private final Origin origin;
        private final UUID holder;
        private final Deadline deadline;
        private final BlockWriter.Session session;
        private Instant renewed = clock.instant();
        private long dirty;

        Tenure(Origin origin, UUID holder, Deadline deadline) {
            this.origin = origin;
            this.holder = holder;
            this.deadline = deadline;
            this.session = writer.session(origin);
        }

        Drained drain() {
            End end = untilReleasedOrFailed();
            if (end == End.OUT_OF_TIME) {
                wakes.sequencer(origin.tenant(), Duration.ZERO);
            }
            session.throwWhatWasSetAside();
            return new Drained(end, session.blocks(), session.entries());
        }

        private End untilReleasedOrFailed() {
            try {
                return untilReleased();
            } catch (RuntimeException failure) {
                alsoIf(failure, session::finish);
                alsoIf(failure, this::giveBack);
                throw failure;
            }
        }

        private static void alsoIf(RuntimeException failure, Runnable last) {
            try {
                last.run();
            } catch (RuntimeException e) {
                if (!e.equals(failure)) {
                    failure.addSuppressed(e);
                }
            }
        }

        private End untilReleased() {
            while (deadline.allows(STEP)) {
                if (clock.instant().isAfter(renewed.plus(RENEWAL)) && !renew()) {
                    session.finish();
                    return End.BUSY;
                }
                if (session.step()) {
                    continue;
                }
                if (lease.release(origin, holder, dirty)) {
                    return End.EMPTY;
                }
                if (!renew()) {
                    return End.BUSY;
                }
            }
            session.finish();
            giveBack();
            return End.OUT_OF_TIME;
        }

        /** Holds on, and sees the marks that were left: the outbox is read after this. */
        private boolean renew() {
            OptionalLong marks = lease.renew(origin, holder, TERM);
            renewed = clock.instant();
            dirty = marks.orElse(dirty);
            return marks.isPresent();
        }

        private void giveBack() {
            if (renew()) {
                lease.release(origin, holder, dirty);
            }
        }
    }
}
