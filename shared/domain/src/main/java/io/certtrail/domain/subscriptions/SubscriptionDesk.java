package io.certtrail.domain.subscriptions;

import io.certtrail.domain.access.Principal;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Adds, tests and removes subscriptions; that one was added or removed is recorded with it, both or neither. Safe for use
 * by several threads.
 */
public final class SubscriptionDesk {
    /** Most that a page has. */
    public static final int MAX_PAGE = 100;

    private static final int EXTERNAL_ID_BYTES = 16;

    private final Subscriptions subscriptions;
    private final Connections connections;
    private final Catalogue catalogue;
    private final IdSource ids;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * A desk.
     *
     * @param ids of version 7
     * @param random a cryptographic one
     */
    public SubscriptionDesk(
            Subscriptions subscriptions,
            Connections connections,
            Catalogue catalogue,
            IdSource ids,
            Clock clock,
            RandomGenerator random) {
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Adds an account to the caller's tenant, with an external id that is made here.
     *
     * @throws Refusal if what is asked for can't be, or the tenant has one of that role
     */
    public Subscription add(Principal caller, Client client, SubscriptionRequest request) {
        byte[] externalId = new byte[EXTERNAL_ID_BYTES];
        random.nextBytes(externalId);
        Subscription subscription = new Subscription(
                ids.next(),
                caller.tenant(),
                request.name(),
                request.account(HexFormat.of().formatHex(externalId)),
                LedgerTime.of(clock.instant()),
                caller.actor().name());
        Event added = event(caller, client, "subscription.added", "addedBy", subscription);
        if (!subscriptions.add(subscription, List.of(added))) {
            throw Refusal.at(Code.ALREADY_THERE, "/roleArn", "there is a subscription of this role already");
        }
        return subscription;
    }

    /**
     * One of a tenant.
     *
     * @throws Refusal if the tenant has no such subscription
     */
    public Subscription find(String tenant, UUID id) {
        return subscriptions.find(tenant, id).orElseThrow(SubscriptionDesk::unknown);
    }

    /**
     * A tenant's, oldest first.
     *
     * @param limit 1 to {@value #MAX_PAGE}
     * @param after the last one of the page before; empty for the first page
     */
    public SubscriptionPage list(String tenant, int limit, Optional<UUID> after) {
        List<Subscription> found = subscriptions.after(tenant, after, limit + 1);
        boolean hasMore = found.size() > limit;
        return new SubscriptionPage(hasMore ? found.subList(0, limit) : found, hasMore);
    }

    /**
     * Tries to reach the account of one.
     *
     * @throws Refusal if the tenant has no such subscription
     */
    public List<ConnectionStep> test(String tenant, UUID id) {
        return connections.test(find(tenant, id).account());
    }

    /**
     * Removes one of the caller's tenant.
     *
     * @throws Refusal if the tenant has no such subscription
     */
    public void remove(Principal caller, Client client, UUID id) {
        Subscription subscription = find(caller.tenant(), id);
        Event removed = event(caller, client, "subscription.removed", "removedBy", subscription);
        if (!subscriptions.remove(subscription, List.of(removed))) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return Refusal.of(Code.NOT_FOUND, "there is no subscription with this id");
    }

    private Event event(Principal caller, Client client, String action, String by, Subscription subscription) {
        AwsAccount account = subscription.account();
        String id = subscription.id().toString();
        Json.Obj details = Json.obj()
                .put("subscriptionId", id)
                .put(by, caller.actor().name())
                .put("accountId", account.accountId())
                .put("roleArn", account.roleArn())
                .put("regions", texts(account.regions()))
                .put(
                        "services",
                        texts(account.services().stream()
                                .map(VaultService::text)
                                .toList()))
                .build();
        return catalogue.event(
                ids.next(),
                clock.instant(),
                action,
                caller.actor(),
                client,
                new Resource("subscription", id, subscription.name()),
                details,
                "");
    }

    private static Json.Arr texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json::of).toList());
    }
}
