package io.certtrail.testkit.publish;

import io.certtrail.domain.publish.SignerState;
import io.certtrail.domain.publish.SignerStore;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Signed heads in memory. */
public final class MemorySigners implements SignerStore {
    private final Map<Origin, SignerState> states = new HashMap<>();
    private final Map<Origin, Instant> wakes = new HashMap<>();

    @Override
    public synchronized Optional<SignerState> find(Origin origin) {
        return Optional.ofNullable(states.get(origin));
    }

    @Override
    public synchronized boolean advance(long from, SignerState to) {
        if (to.size() <= from) {
            throw new IllegalArgumentException(to.size() + " does not go on from " + from);
        }
        if (find(to.origin()).map(SignerState::size).orElse(0L) != from) {
            return false;
        }
        states.put(to.origin(), to);
        return true;
    }

    @Override
    public synchronized boolean claimWake(Origin origin, Instant now, Instant at) {
        Instant there = wakes.get(origin);
        if (there != null && there.isAfter(now) && !there.isAfter(at)) {
            return false;
        }
        wakes.put(origin, at);
        return true;
    }

    /** Loses a head, as nothing that runs can. */
    public synchronized void forget(Origin origin) {
        states.remove(origin);
    }
}
