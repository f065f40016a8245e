package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutboxDrain;
import java.time.Clock;

class MemoryOutboxTest extends OutboxContract {
    private final MemoryOutbox outbox = new MemoryOutbox(Clock.systemUTC());

    @Override
    protected Outbox outbox() {
        return outbox;
    }

    @Override
    protected OutboxDrain drain() {
        return outbox;
    }

    @Override
    protected String recordUnreadable(String tenant) {
        return outbox.recordUnreadable(tenant, "is of version 7");
    }

    @Override
    protected boolean isInQuarantine(String tenant, String key) {
        return outbox.quarantined().containsKey(key);
    }
}
