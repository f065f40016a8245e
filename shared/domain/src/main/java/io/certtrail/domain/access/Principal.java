package io.certtrail.domain.access;

import io.certtrail.ledger.entry.Actor;
import java.util.List;

/**
 * Who a request acts for, and in which tenant.
 *
 * @param credential what was shown for it
 * @param actionPrefixes what the actions of the events that it records must begin with; empty for any
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

    /** Whether it may record events of this action, if its role may record any. */
    public boolean mayRecord(String action) {
        return actionPrefixes.isEmpty() || actionPrefixes.stream().anyMatch(action::startsWith);
    }
}
