package io.certtrail.domain.oidc;

import java.util.Optional;

/** Which tenant accepts whose tokens. Safe for use by many threads. */
@FunctionalInterface
public interface Providers {
    /**
     * The provider with exactly this issuer and audience, as its tenant's settings stand now. At most one tenant has a
     * pair; finding it takes a fixed number of reads, however many tenants there are.
     */
    Optional<Provider> find(String issuer, String audience);
}
