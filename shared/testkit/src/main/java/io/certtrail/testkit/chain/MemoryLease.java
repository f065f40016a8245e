package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.Lease;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leases in memory. */
public final class MemoryLease implements Lease {
    private record Held(UUID holder, Instant until, long dirty, long seen) {}

    private final Map<Origin, Held> leases;
    private final Clock clock;

    public MemoryLease(Clock clock) {
        this(new HashMap<>(), clock);
    }

    private MemoryLease(Map<Origin, Held> leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    /** The same leases as a process sees them that has a clock of its own; not for use by many threads at once. */
    public MemoryLease by(Clock other) {
        return new MemoryLease(leases, other);
    }

    @Override
    public synchronized Answer take(Origin origin, UUID holder, Duration term) {
        Instant now = clock.instant();
        Held held = leases.get(origin);
        if (held == null || held.holder().equals(holder) || isOver(held, now, term)) {
            leases.put(origin, new Held(holder, now.plus(term), 0, 0));
            return new Answer.Taken();
        }
        Held marked = new Held(held.holder(), held.until(), held.dirty() + 1, held.seen());
        leases.put(origin, marked);
        return new Answer.Refused(marked.dirty() == marked.seen() + 1);
    }

    private static boolean isOver(Held held, Instant now, Duration term) {
        return !held.until().isAfter(now) || held.until().isAfter(now.plus(term.multipliedBy(MOST_TERMS_AHEAD)));
    }

    @Override
    public synchronized OptionalLong renew(Origin origin, UUID holder, Duration term) {
        Held held = heldBy(origin, holder);
        if (held == null) {
            return OptionalLong.empty();
        }
        leases.put(origin, new Held(holder, clock.instant().plus(term), held.dirty(), held.dirty()));
        return OptionalLong.of(held.dirty());
    }

    @Override
    public synchronized boolean release(Origin origin, UUID holder, long dirty) {
        Held held = heldBy(origin, holder);
        if (held != null && held.dirty() != dirty) {
            return false;
        }
        if (held != null) {
            leases.remove(origin);
        }
        return true;
    }

    private @Nullable Held heldBy(Origin origin, UUID holder) {
        Held held = leases.get(origin);
        return held != null && held.holder().equals(holder) ? held : null;
    }
}
