package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.TenantRegistry;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A registry in memory; in one step with the outbox, if it has one. */
public final class MemoryTenants implements TenantRegistry {
    private final TreeMap<String, Tenant> tenants = new TreeMap<>();
    private final BiConsumer<String, List<Event>> recorded;

    /** Records nothing: for tests that begin where tenants are there already. */
    public MemoryTenants() {
        this.recorded = (tenant, events) -> {};
    }

    public MemoryTenants(Outbox outbox) {
        this.recorded = outbox::record;
    }

    @Override
    public synchronized Optional<Tenant> find(String name) {
        return Optional.ofNullable(tenants.get(name));
    }

    @Override
    public synchronized List<Tenant> all() {
        return List.copyOf(tenants.values());
    }

    @Override
    public synchronized void register(Tenant tenant, Event created) {
        Tenant there = tenants.get(tenant.name());
        if (there != null && !follows(tenant.origin(), there.origin())) {
            throw new IllegalStateException("tenant %s can't write to %s: it is registered with %s"
                    .formatted(tenant.name(), tenant.origin(), there.origin()));
        }
        if (there == null) {
            recorded.accept(tenant.name(), List.of(created));
        }
        tenants.put(tenant.name(), tenant);
    }

    /** As if it had been registered long ago. */
    public synchronized void put(Tenant tenant) {
        tenants.put(tenant.name(), tenant);
    }

    private static boolean follows(Origin origin, Origin before) {
        return origin.logName().equals(before.logName()) && origin.incarnation() >= before.incarnation();
    }
}
