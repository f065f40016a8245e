package io.certtrail.testkit.settings;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.settings.ProviderPair;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.settings.TakenProvider;
import io.certtrail.ledger.entry.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings in memory, with their events going to an outbox. */
public final class MemorySettings implements SettingsStore {
    private final Map<String, StoredSettings> settings = new HashMap<>();
    private final Outbox outbox;

    public MemorySettings(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public synchronized StoredSettings of(String tenant) {
        return settings.getOrDefault(tenant, StoredSettings.none(tenant));
    }

    /** What a tenant has set from now on, without an event. */
    public synchronized void put(StoredSettings stored) {
        settings.put(stored.tenant(), stored);
    }

    @Override
    public synchronized Optional<String> tenantOf(ProviderPair provider) {
        return settings.values().stream()
                .filter(one -> one.provider().equals(Optional.of(provider)))
                .map(StoredSettings::tenant)
                .findFirst();
    }

    @Override
    public synchronized boolean replace(StoredSettings next, List<Event> events) {
        StoredSettings before = of(next.tenant());
        if (before.change().equals(next.change())) {
            return true;
        }
        if (before.version() != next.version() - 1) {
            return false;
        }
        next.provider().flatMap(this::tenantOf).ifPresent(tenant -> TakenProvider.refuseUnless(next, tenant));
        outbox.record(next.tenant(), events);
        settings.put(next.tenant(), next);
        return true;
    }
}
