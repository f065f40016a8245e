package io.certtrail.testkit.settings;

import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.MemoryOutbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

class MemorySettingsTest extends SettingsContract {
    private final MemoryOutbox outbox = new MemoryOutbox(Clock.systemUTC());
    private final MemorySettings settings = new MemorySettings(outbox);

    @Override
    protected SettingsStore settings() {
        return settings;
    }

    @Override
    protected List<UUID> recorded(String tenant) {
        return outbox.read(tenant, 100).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .map(Event::id)
                .toList();
    }
}
