package io.certtrail.testkit.chain;

import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A registry in memory. */
public final class MemoryTenants implements Tenants {
    private final TreeMap<String, Tenant> tenants = new TreeMap<>();

    @Override
    public synchronized Optional<Tenant> find(String name) {
        return Optional.ofNullable(tenants.get(name));
    }

    @Override
    public synchronized List<Tenant> all() {
        return List.copyOf(tenants.values());
    }

    @Override
    public synchronized void register(Tenant tenant) {
        Tenant there = tenants.get(tenant.name());
        if (there != null && !follows(tenant.origin(), there.origin())) {
            throw new IllegalStateException("tenant %s can't write to %s: it is registered with %s"
                    .formatted(tenant.name(), tenant.origin(), there.origin()));
        }
        tenants.put(tenant.name(), tenant);
    }

    private static boolean follows(Origin origin, Origin before) {
        return origin.logName().equals(before.logName()) && origin.incarnation() >= before.incarnation();
    }
}
