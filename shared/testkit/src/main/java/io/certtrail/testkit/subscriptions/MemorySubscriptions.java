package io.certtrail.testkit.subscriptions;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.subscriptions.Subscription;
import io.certtrail.domain.subscriptions.Subscriptions;
import io.certtrail.ledger.entry.Event;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Subscriptions in memory, with their events going to an outbox. */
public final class MemorySubscriptions implements Subscriptions {
    private final Map<UUID, Subscription> subscriptions = new HashMap<>();
    private final Outbox outbox;

    public MemorySubscriptions(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public synchronized Optional<Subscription> find(String tenant, UUID id) {
        return Optional.ofNullable(subscriptions.get(id))
                .filter(found -> found.tenant().equals(tenant));
    }

    @Override
    public synchronized List<Subscription> after(String tenant, Optional<UUID> after, int limit) {
        return subscriptions.values().stream()
                .filter(one -> one.tenant().equals(tenant))
                .filter(one -> after.map(id -> one.id().toString().compareTo(id.toString()) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(one -> one.id().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean add(Subscription subscription, List<Event> events) {
        if (find(subscription.tenant(), subscription.id()).isPresent()) {
            return true;
        }
        boolean hasRole = subscriptions.values().stream()
                .anyMatch(one -> one.tenant().equals(subscription.tenant())
                        && one.account().roleArn().equals(subscription.account().roleArn()));
        if (hasRole) {
            return false;
        }
        outbox.record(subscription.tenant(), events);
        subscriptions.put(subscription.id(), subscription);
        return true;
    }

    @Override
    public synchronized boolean remove(Subscription subscription, List<Event> events) {
        if (find(subscription.tenant(), subscription.id()).isEmpty()) {
            return false;
        }
        outbox.record(subscription.tenant(), events);
        subscriptions.remove(subscription.id());
        return true;
    }
}
