package io.certtrail.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.checkpoint.Origin;
import org.junit.jupiter.api.Test;

/** What every {@link Tenants} keeps. */
public abstract class TenantsContract {
    private static final Origin ALPHA = new Origin("certtrail.test", "alpha", 1);
    private static final Origin BETA = new Origin("certtrail.test", "beta", 1);

    /** An empty registry at first; the same one in one test. */
    protected abstract Tenants tenants();

    @Test
    void whoIsRegisteredIsFound() {
        assertThat(tenants().find("alpha")).isEmpty();
        assertThat(tenants().all()).isEmpty();
        tenants().register(Tenant.of(BETA));
        tenants().register(Tenant.of(ALPHA));
        tenants().register(Tenant.of(ALPHA));
        assertThat(tenants().find("alpha")).contains(Tenant.of(ALPHA));
        assertThat(tenants().all()).containsExactly(Tenant.of(ALPHA), Tenant.of(BETA));
    }

    @Test
    void aTenantMovesToLaterIncarnationsAlone() {
        tenants().register(Tenant.of(ALPHA));
        tenants().register(Tenant.of(ALPHA.next()));
        assertThat(tenants().find("alpha")).contains(Tenant.of(ALPHA.next()));
        assertThatThrownBy(() -> tenants().register(Tenant.of(ALPHA))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tenants().register(Tenant.of(new Origin("other.test", "alpha", 9))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("certtrail.test/alpha/2");
    }
}
