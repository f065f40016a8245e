package io.certtrail.domain.tenants;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tenants as they were looked up some seconds ago at most, so that not every request asks anew. A tenant moves to another
 * incarnation of its log after a restore only, and events are recorded for the tenant, whatever its log is: who reads
 * the log of before for some seconds reads what was true. One that is not there is asked for again. Safe for use by
 * many threads.
 */
public final class RememberedTenants implements Tenants {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private record Known(Tenant tenant, Instant since) {}

    private final Tenants tenants;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public RememberedTenants(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public Optional<Tenant> find(String name) {
        Instant now = clock.instant();
        Known before = known.get(name);
        if (before != null
                && !now.isBefore(before.since())
                && now.isBefore(before.since().plus(LONGEST))) {
            return Optional.of(before.tenant());
        }
        Optional<Tenant> found = tenants.find(name);
        found.ifPresent(tenant -> known.put(name, new Known(tenant, now)));
        return found;
    }

    @Override
    public List<Tenant> all() {
        return tenants.all();
    }
}
