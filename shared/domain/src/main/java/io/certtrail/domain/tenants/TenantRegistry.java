package io.certtrail.domain.tenants;

import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.ledger.entry.Event;

/** The registry of tenants, to be written to. Safe for use by many threads. */
public interface TenantRegistry extends Tenants {
    /**
     * Puts a tenant in, repeatably. A tenant moves to a later incarnation of its tree by this; never to an earlier one.
     *
     * @param created recorded with it, in its own outbox, if there was no tenant of this name; else nowhere
     * @throws IllegalStateException if the tenant writes to another log, or to a later incarnation, already
     * @throws OutcomeUnknown if it may be in, with what was recorded, or not
     */
    void register(Tenant tenant, Event created);
}
