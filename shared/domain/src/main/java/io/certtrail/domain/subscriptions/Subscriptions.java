package io.certtrail.domain.subscriptions;

import io.certtrail.ledger.entry.Event;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where subscriptions are kept. Safe for use by several threads. */
public interface Subscriptions {
    /** One of a tenant, as it stands now (a consistent read). */
    Optional<Subscription> find(String tenant, UUID id);

    /**
     * The first of a tenant's that were added after one, oldest first.
     *
     * @param after the id that they come after; empty for the first
     * @param limit 1 or more
     */
    List<Subscription> after(String tenant, Optional<UUID> after, int limit);

    /**
     * Keeps a subscription and records its events, both or neither; durable when it returns.
     *
     * @param events of the subscription's tenant, 1 to 10
     * @return whether it did: true as well when a repeated call finds that it had; false if the tenant has another one of
     *     that role
     * @throws io.certtrail.domain.chain.OutcomeUnknown if nobody knows whether it did
     */
    boolean add(Subscription subscription, List<Event> events);

    /**
     * Forgets a subscription and records its events, both or neither; durable when it returns.
     *
     * @param events of the subscription's tenant, 1 to 10
     * @return whether it was there
     * @throws io.certtrail.domain.chain.OutcomeUnknown if nobody knows whether it did
     */
    boolean remove(Subscription subscription, List<Event> events);
}
