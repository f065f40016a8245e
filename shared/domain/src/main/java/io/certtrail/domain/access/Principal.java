package io.certtrail.domain.access;

import io.certtrail.ledger.entry.Actor;
import java.util.List;

/**
 * Who a request acts for, and in which tenant.
 *
 * @param credential what was shown for it
 * @param actionPrefixes an event may be recorded only if its action is one of these or begins with one that ends in a
 *     dot; empty for any action
 */
public record Principal(String tenant, Actor actor, Role role, CredentialId credential, List<String> actionPrefixes) {
    public Principal {
        actionPrefixes = List.copyOf(actionPrefixes);
    }

    /** One who may record any action. */
    public Principal(String tenant, Actor actor, Role role, CredentialId credential) {
        this(tenant, actor, role, credential, List.of());
    }

    public boolean may(Permission permission) {
        return role.may(permission);
    }
}
