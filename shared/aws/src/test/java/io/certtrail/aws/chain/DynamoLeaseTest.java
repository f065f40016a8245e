package io.certtrail.aws.chain;

import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.domain.chain.Lease;
import io.certtrail.testkit.chain.LeaseContract;
import org.junit.jupiter.api.AfterAll;

class DynamoLeaseTest extends LeaseContract {
    private static final FiveTables TABLES = new FiveTables();
    private final Lease lease = new DynamoLease(TABLES.client(), FiveTables.HEADS, clock);

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    @Override
    protected Lease lease() {
        return lease;
    }
}
