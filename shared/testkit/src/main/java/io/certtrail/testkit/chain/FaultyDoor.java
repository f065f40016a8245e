package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An outbox with faults between it and those who record. */
public record FaultyDoor(Outbox outbox, Faults faults) implements Outbox {
    @Override
    public void record(String tenant, List<Event> events) {
        faults.run("record", () -> outbox.record(tenant, events));
    }

    @Override
    public Optional<Instant> oldest(String tenant) {
        return faults.call("oldest", () -> outbox.oldest(tenant));
    }
}
