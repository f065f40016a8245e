package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.tenants.TenantRegistry;
import io.certtrail.ledger.entry.Event;
import java.time.Clock;
import java.util.List;

class MemoryTenantsTest extends TenantsContract {
    private final MemoryOutbox outbox = new MemoryOutbox(Clock.systemUTC());
    private final MemoryTenants tenants = new MemoryTenants(outbox);

    @Override
    protected TenantRegistry tenants() {
        return tenants;
    }

    @Override
    protected List<Event> recorded(String tenant) {
        return outbox.read(tenant, 100).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .toList();
    }
}
