package io.certtrail.domain.access;

import io.certtrail.ledger.entry.Actor;

/** Who a request acts for, and in which tenant. */
public record Principal(String tenant, Actor actor, Role role, String tokenId) {
    public boolean may(Permission permission) {
        return role.may(permission);
    }
}
