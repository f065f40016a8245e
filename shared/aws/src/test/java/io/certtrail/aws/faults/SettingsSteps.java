package io.certtrail.aws.faults;

import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.settings.StoredSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** One after the other changes the settings, each after it has read them. */
final class SettingsSteps implements Steps {
    private final SettingsStore settings;

    SettingsSteps(Shop shop) {
        settings = new DynamoSettings(shop.dynamo(), "operations", shop.outbox());
    }

    @Override
    public void step() {
        long version = settings.of(Shop.TENANT).version() + 1;
        StoredSettings next =
                new StoredSettings(Shop.TENANT, version, new TreeMap<>(), UUID.randomUUID(), Shop.NOW, "ada");
        boolean _ = settings.replace(next, Shop.telling("version " + version));
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (long version = 1; version <= settings.of(Shop.TENANT).version(); version++) {
            facts.add("version " + version);
        }
        return facts;
    }
}
