package io.certtrail.domain.tenants;

import io.certtrail.ledger.checkpoint.Origin;

/**
 * A tenant and the tree that it writes to now.
 *
 * @param name the tenant's name, which is the origin's tenant part
 */
public record Tenant(String name, Origin origin) {
    public Tenant {
        if (!name.equals(origin.tenant())) {
            throw new IllegalArgumentException(
                    "tenant %s can't write to %s, another tenant's tree".formatted(name, origin.text()));
        }
    }

    public static Tenant of(Origin origin) {
        return new Tenant(origin.tenant(), origin);
    }
}
