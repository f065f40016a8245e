package io.certtrail.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.TenantRegistry;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link TenantRegistry} keeps. */
public abstract class TenantsContract {
    private static final Origin ALPHA = new Origin("certtrail.test", "alpha", 1);
    private static final Origin BETA = new Origin("certtrail.test", "beta", 1);

    private final Random random = new Random(1);

    /** An empty registry at first; the same one in one test. */
    protected abstract TenantRegistry tenants();

    /** What waits in a tenant's outbox. */
    protected abstract List<Event> recorded(String tenant);

    @Test
    void whoIsRegisteredIsFound() {
        assertThat(tenants().find("alpha")).isEmpty();
        assertThat(tenants().all()).isEmpty();
        register(BETA);
        register(ALPHA);
        register(ALPHA);
        assertThat(tenants().find("alpha")).contains(Tenant.of(ALPHA));
        assertThat(tenants().all()).containsExactly(Tenant.of(ALPHA), Tenant.of(BETA));
    }

    @Test
    void aTenantMovesToLaterIncarnationsAlone() {
        register(ALPHA);
        register(ALPHA.next());
        assertThat(tenants().find("alpha")).contains(Tenant.of(ALPHA.next()));
        assertThatThrownBy(() -> register(ALPHA)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> register(new Origin("other.test", "alpha", 9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("certtrail.test/alpha/2");
    }

    @Test
    void aTenantIsRecordedWhenItIsRegisteredFirstAndNeverAgain() {
        Event created = register(ALPHA);
        Event _ = register(ALPHA);
        Event _ = register(ALPHA.next());
        assertThatThrownBy(() -> register(ALPHA)).isInstanceOf(IllegalStateException.class);
        Event other = register(BETA.next());

        assertThat(recorded("alpha")).containsExactly(created);
        assertThat(recorded("beta")).containsExactly(other);
    }

    private Event register(Origin origin) {
        Event event = SampleEvents.some(1, random).getFirst();
        tenants().register(Tenant.of(origin), event);
        return event;
    }
}
