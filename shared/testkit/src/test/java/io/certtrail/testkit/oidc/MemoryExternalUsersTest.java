package io.certtrail.testkit.oidc;

import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.oidc.ExternalUsers;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.MemoryOutbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

class MemoryExternalUsersTest extends ExternalUsersContract {
    private final MemoryOutbox outbox = new MemoryOutbox(Clock.systemUTC());
    private final MemoryExternalUsers users = new MemoryExternalUsers(outbox);

    @Override
    protected ExternalUsers users() {
        return users;
    }

    @Override
    protected List<UUID> recorded(String tenant) {
        return outbox.read(tenant, 100).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .map(Event::id)
                .toList();
    }
}
