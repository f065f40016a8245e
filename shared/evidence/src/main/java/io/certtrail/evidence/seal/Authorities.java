package io.certtrail.evidence.seal;

import io.certtrail.domain.settings.SettingsSource;
import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Which authority dates the bundles of a tenant. Thread-safe. */
@FunctionalInterface
public interface Authorities {
    /** The authority of a tenant as it is now; empty if its bundles have no time stamps. */
    Optional<TimeStamps> of(String tenant);

    /** One for all tenants; none if it is null. */
    static Authorities always(@Nullable TimeStamps timeStamps) {
        return tenant -> Optional.ofNullable(timeStamps);
    }

    /**
     * That of the tenant's setting {@code tsa.url}, else the deployment's. A tenant's is called on the public internet
     * alone, unless it is the deployment's.
     *
     * @param deployments which may be anywhere
     * @param anywhere whether the tenants' may be so too: on what stands in for a cloud
     */
    static Authorities ofSettings(
            SettingsSource settings, Optional<URI> deployments, boolean anywhere, RandomGenerator random) {
        return tenant -> {
            Optional<URI> own = settings.of(tenant).tsa().filter(address -> !deployments.equals(Optional.of(address)));
            return own.isEmpty()
                    ? deployments.map(address -> HttpTimeStamps.anywhere(address, random))
                    : own.map(address -> anywhere
                            ? HttpTimeStamps.anywhere(address, random)
                            : HttpTimeStamps.onTheInternet(address, random));
        };
    }
}
