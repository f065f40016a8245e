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
    private record Held(UUID holder, Instant until, long dirty) {}

    private final Map<Origin, Held> leases = new HashMap<>();
    private final Clock clock;

    public MemoryLease(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Answer take(Origin origin, UUID holder, Duration term) {
        Instant now = clock.instant();
        Held held = leases.get(origin);
        if (held == null || held.holder().equals(holder) || held.until().isBefore(now)) {
            leases.put(origin, new Held(holder, now.plus(term), 0));
            return new Answer.Taken();
        }
        Held marked = new Held(held.holder(), held.until(), held.dirty() + 1);
        leases.put(origin, marked);
        return new Answer.Refused(marked.dirty() == 1);
    }

    @Override
    public synchronized OptionalLong renew(Origin origin, UUID holder, Duration term) {
        Held held = heldBy(origin, holder);
        if (held == null) {
            return OptionalLong.empty();
        }
        leases.put(origin, new Held(holder, clock.instant().plus(term), held.dirty()));
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
