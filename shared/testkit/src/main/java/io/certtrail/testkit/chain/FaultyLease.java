package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.Lease;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** A lease with faults between it and who wants it. */
public record FaultyLease(Lease lease, Faults faults) implements Lease {
    @Override
    public Answer take(Origin origin, UUID holder, Duration term) {
        return faults.call("take", () -> lease.take(origin, holder, term));
    }

    @Override
    public OptionalLong renew(Origin origin, UUID holder, Duration term) {
        return faults.call("renew", () -> lease.renew(origin, holder, term));
    }

    @Override
    public boolean release(Origin origin, UUID holder, long dirty) {
        return faults.call("release", () -> lease.release(origin, holder, dirty));
    }
}
