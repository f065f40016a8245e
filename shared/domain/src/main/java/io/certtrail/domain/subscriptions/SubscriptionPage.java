package io.certtrail.domain.subscriptions;

import java.util.List;

/**
 * Some of a tenant's subscriptions, oldest first.
 *
 * @param hasMore whether there are younger ones
 */
public record SubscriptionPage(List<Subscription> subscriptions, boolean hasMore) {
    public SubscriptionPage {
        subscriptions = List.copyOf(subscriptions);
    }
}
