package io.certtrail.aws.tenants;

import io.certtrail.aws.dynamo.FourTables;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.testkit.chain.TenantsContract;
import org.junit.jupiter.api.AfterEach;

class DynamoTenantsTest extends TenantsContract {
    private final FourTables tables = new FourTables();
    private final Tenants tenants = new DynamoTenants(tables.client(), FourTables.OPERATIONS);

    @AfterEach
    void stop() {
        tables.close();
    }

    @Override
    protected Tenants tenants() {
        return tenants;
    }
}
