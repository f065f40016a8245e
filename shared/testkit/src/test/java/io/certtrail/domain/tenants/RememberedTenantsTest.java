package io.certtrail.domain.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.chain.MemoryTenants;
import io.certtrail.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RememberedTenantsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00.000Z"));
    private final MemoryTenants stored = new MemoryTenants();
    private final RememberedTenants tenants = new RememberedTenants(stored, clock);
    private final Tenant first = Tenant.of(new Origin("certtrail.test", "acme", 1));
    private final Tenant second = Tenant.of(new Origin("certtrail.test", "acme", 2));

    @Test
    void aTenantIsRememberedForFiveSeconds() {
        stored.put(first);
        assertThat(tenants.find("acme")).contains(first);
        stored.put(second);
        clock.move(Duration.ofMillis(4_999));
        assertThat(tenants.find("acme")).contains(first);
        clock.move(Duration.ofMillis(1));
        assertThat(tenants.find("acme")).contains(second);
    }

    @Test
    void oneThatIsNotThereIsLookedUpAgain() {
        assertThat(tenants.find("acme")).isEmpty();
        stored.put(first);
        assertThat(tenants.find("acme")).contains(first);
    }

    @Test
    void aClockThatGoesBackForgets() {
        stored.put(first);
        assertThat(tenants.find("acme")).contains(first);
        stored.put(second);
        clock.move(Duration.ofHours(-1));
        assertThat(tenants.find("acme")).contains(second);
    }
}
