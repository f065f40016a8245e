package io.certtrail.aws.faults;

import io.certtrail.aws.subscriptions.DynamoSubscriptions;
import io.certtrail.domain.subscriptions.AwsAccount;
import io.certtrail.domain.subscriptions.Scope;
import io.certtrail.domain.subscriptions.Subscription;
import io.certtrail.domain.subscriptions.Subscriptions;
import io.certtrail.domain.subscriptions.VaultService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** Subscriptions are added and removed; two may be of one role, of which one is refused. */
final class SubscriptionSteps implements Steps {
    private final Subscriptions subscriptions;
    private final SplittableRandom random;
    private final List<Subscription> tried = new ArrayList<>();
    private final Set<UUID> added = new HashSet<>();

    SubscriptionSteps(Shop shop) {
        subscriptions = new DynamoSubscriptions(shop.dynamo(), "operations", shop.outbox());
        random = shop.random();
    }

    @Override
    public void step() {
        if (tried.isEmpty() || random.nextInt(3) == 0) {
            tried.add(subscription(tried.size() * 3 / 4));
        }
        Subscription one = tried.get(random.nextInt(tried.size()));
        if (subscriptions.find(Shop.TENANT, one.id()).isPresent()) {
            added.add(one.id());
            boolean _ = subscriptions.remove(one, Shop.telling("removed " + one.id()));
        } else if (!added.contains(one.id())) {
            boolean _ = subscriptions.add(one, Shop.telling("added " + one.id()));
        }
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (Subscription one : tried) {
            boolean there = subscriptions.find(Shop.TENANT, one.id()).isPresent();
            if (there || added.contains(one.id())) {
                facts.add("added " + one.id());
            }
            if (!there && added.contains(one.id())) {
                facts.add("removed " + one.id());
            }
        }
        return facts;
    }

    private static Subscription subscription(int role) {
        AwsAccount account = new AwsAccount(
                "123456789012",
                "arn:aws:iam::123456789012:role/certtrail-" + role,
                "0123456789abcdef",
                List.of("eu-west-1"),
                List.of(VaultService.SECRETS_MANAGER),
                Scope.ALL);
        return new Subscription(UUID.randomUUID(), Shop.TENANT, "role " + role, account, Shop.NOW, "ada");
    }
}
