package io.certtrail.domain.oidc;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.settings.OidcSettings;
import io.certtrail.domain.settings.ProviderPair;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.settings.TenantSettings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Providers as the tenants' settings name them: two reads by key, whatever there is. */
public final class SettingsProviders implements Providers {
    private final SettingsCatalogue catalogue;
    private final SettingsStore store;

    public SettingsProviders(SettingsCatalogue catalogue, SettingsStore store) {
        this.catalogue = catalogue;
        this.store = store;
    }

    @Override
    public Optional<Provider> find(String issuer, String audience) {
        return store.tenantOf(new ProviderPair(issuer, audience))
                .flatMap(tenant -> new TenantSettings(catalogue, store.of(tenant))
                        .oidc()
                        .filter(settings -> settings.issuer().equals(issuer)
                                && settings.audience().equals(audience))
                        .map(settings -> provider(tenant, settings)));
    }

    private static Provider provider(String tenant, OidcSettings settings) {
        Map<String, Role> roles = settings.roles().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, role -> role(role.getValue())));
        return new Provider(
                tenant,
                settings.issuer(),
                settings.audience(),
                settings.jwksUri(),
                settings.parties(),
                settings.roleClaim(),
                roles,
                settings.provisionUsers(),
                settings.disabledSubjects());
    }

    private static Role role(String name) {
        return Role.parse(name)
                .orElseThrow(() -> new IllegalStateException("the settings let no role " + name + " pass"));
    }
}
