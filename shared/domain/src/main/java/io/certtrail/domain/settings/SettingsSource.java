package io.certtrail.domain.settings;

import io.certtrail.domain.retention.Retentions;

/** What each tenant's settings are. Safe for use by many threads. */
@FunctionalInterface
public interface SettingsSource {
    TenantSettings of(String tenant);

    /** As they stand in a store at each call. */
    static SettingsSource of(SettingsCatalogue catalogue, SettingsStore store) {
        return tenant -> new TenantSettings(catalogue, store.of(tenant));
    }

    /** What they say of retention. */
    default Retentions retentions() {
        return tenant -> of(tenant).retention();
    }
}
