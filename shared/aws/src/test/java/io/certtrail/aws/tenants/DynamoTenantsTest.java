package io.certtrail.aws.tenants;

import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.testkit.chain.TenantsContract;
import org.junit.jupiter.api.AfterEach;

class DynamoTenantsTest extends TenantsContract {
    private final FiveTables tables = new FiveTables();
    private final Tenants tenants = new DynamoTenants(tables.client(), FiveTables.OPERATIONS);

    @AfterEach
    void stop() {
        tables.close();
    }

    @Override
    protected Tenants tenants() {
        return tenants;
    }
}
