package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.ledger.entry.Event;
import java.util.Collection;
import java.util.List;

/** An outbox with faults between it and its sequencer. */
public record FaultyOutbox(OutboxDrain outbox, Faults faults) implements OutboxDrain {
    @Override
    public List<OutboxItem> read(String tenant, int events) {
        return faults.call("read", () -> outbox.read(tenant, events));
    }

    @Override
    public void delete(String tenant, Collection<String> keys) {
        faults.run("delete", () -> outbox.delete(tenant, keys));
    }

    @Override
    public void quarantine(String tenant, OutboxItem item, Event event) {
        faults.run("quarantine", () -> outbox.quarantine(tenant, item, event));
    }
}
