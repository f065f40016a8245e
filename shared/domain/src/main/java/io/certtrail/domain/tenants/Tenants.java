package io.certtrail.domain.tenants;

import java.util.List;
import java.util.Optional;

/** The registry of tenants. Reads are consistent; safe for use by many threads. */
public interface Tenants {
    Optional<Tenant> find(String name);

    /** All of them, by name. */
    List<Tenant> all();

    /**
     * Puts a tenant in, repeatably. A tenant moves to a later incarnation of its tree by this; never to an earlier one.
     *
     * @throws IllegalStateException if the tenant writes to another log, or to a later incarnation, already
     */
    void register(Tenant tenant);
}
