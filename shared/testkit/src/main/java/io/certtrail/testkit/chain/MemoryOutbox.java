package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.ledger.entry.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An outbox in memory: every call is one atomic step. */
public final class MemoryOutbox implements Outbox, OutboxDrain {
    private record Waiting(OutboxItem item, Instant since) {}

    private final Clock clock;
    private final Map<String, NavigableMap<String, Waiting>> tenants = new HashMap<>();
    private final Map<String, OutboxItem> quarantine = new HashMap<>();
    private long made;

    public MemoryOutbox(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void record(String tenant, List<Event> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw new IllegalArgumentException(
                    "expected 1 to %d events, found %d".formatted(MAX_EVENTS, events.size()));
        }
        String key = nextKey();
        put(tenant, new OutboxItem.Bundle(key, events));
    }

    /** Puts an item in that nobody can read. */
    public synchronized String recordUnreadable(String tenant, String reason) {
        String key = nextKey();
        put(tenant, new OutboxItem.Unreadable(key, reason));
        return key;
    }

    private String nextKey() {
        return "0#%012d#00".formatted(made++);
    }

    private void put(String tenant, OutboxItem item) {
        waiting(tenant).put(item.key(), new Waiting(item, clock.instant()));
    }

    private NavigableMap<String, Waiting> waiting(String tenant) {
        return tenants.computeIfAbsent(tenant, name -> new TreeMap<>());
    }

    @Override
    public synchronized Optional<Instant> oldest(String tenant) {
        return waiting(tenant).values().stream().map(Waiting::since).findFirst();
    }

    @Override
    public synchronized List<OutboxItem> read(String tenant, int events) {
        List<OutboxItem> items = new ArrayList<>();
        int found = 0;
        for (Waiting waiting : waiting(tenant).values()) {
            if (found >= events) {
                break;
            }
            items.add(waiting.item());
            found += waiting.item() instanceof OutboxItem.Bundle bundle
                    ? bundle.events().size()
                    : 1;
        }
        return items;
    }

    @Override
    public synchronized void delete(String tenant, Collection<String> keys) {
        keys.forEach(waiting(tenant)::remove);
    }

    @Override
    public synchronized void quarantine(String tenant, OutboxItem item, Event event) {
        if (waiting(tenant).remove(item.key()) != null) {
            quarantine.put(item.key(), item);
            record(tenant, List.of(event));
        }
    }

    /** What was set aside, by its key. */
    public synchronized Map<String, OutboxItem> quarantined() {
        return Map.copyOf(quarantine);
    }
}
