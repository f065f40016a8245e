package io.certtrail.functions.api.routing;

import io.certtrail.domain.access.Principal;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.checkpoint.Origin;

/** Which log a caller reads and writes: its tenant's. */
public final class Origins {
    private final Tenants tenants;

    public Origins(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * The log of the caller's tenant.
     *
     * @throws Refusal if the tenant has none
     */
    public Origin of(Principal principal) {
        return tenants.find(principal.tenant())
                .map(Tenant::origin)
                .orElseThrow(() -> Refusal.of(
                        Code.UNAVAILABLE, "the ledger of tenant " + principal.tenant() + " is not open yet"));
    }
}
