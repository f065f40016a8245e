package io.certtrail.testkit.subscriptions;

import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.subscriptions.Subscriptions;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.MemoryOutbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

class MemorySubscriptionsTest extends SubscriptionsContract {
    private final MemoryOutbox outbox = new MemoryOutbox(Clock.systemUTC());
    private final MemorySubscriptions subscriptions = new MemorySubscriptions(outbox);

    @Override
    protected Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    protected List<UUID> recorded(String tenant) {
        return outbox.read(tenant, 100).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .map(Event::id)
                .toList();
    }
}
