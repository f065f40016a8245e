package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.Lease;

class MemoryLeaseTest extends LeaseContract {
    private final MemoryLease lease = new MemoryLease(clock);

    @Override
    protected Lease lease() {
        return lease;
    }
}
