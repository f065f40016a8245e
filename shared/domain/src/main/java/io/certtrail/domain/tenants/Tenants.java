package io.certtrail.domain.tenants;

import java.util.List;
import java.util.Optional;

/** The tenants that are registered. Reads are consistent; safe for use by many threads. */
public interface Tenants {
    Optional<Tenant> find(String name);

    /** All of them, by name. */
    List<Tenant> all();
}
