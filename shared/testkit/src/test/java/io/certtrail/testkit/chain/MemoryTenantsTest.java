package io.certtrail.testkit.chain;

import io.certtrail.domain.tenants.Tenants;

class MemoryTenantsTest extends TenantsContract {
    private final MemoryTenants tenants = new MemoryTenants();

    @Override
    protected Tenants tenants() {
        return tenants;
    }
}
