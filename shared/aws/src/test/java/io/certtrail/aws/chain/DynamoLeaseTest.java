package io.certtrail.aws.chain;

import io.certtrail.aws.dynamo.FourTables;
import io.certtrail.domain.chain.Lease;
import io.certtrail.testkit.chain.LeaseContract;
import org.junit.jupiter.api.AfterAll;

class DynamoLeaseTest extends LeaseContract {
    private static final FourTables TABLES = new FourTables();
    private final Lease lease = new DynamoLease(TABLES.client(), FourTables.HEADS, clock);

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    @Override
    protected Lease lease() {
        return lease;
    }
}
