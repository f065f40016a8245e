package io.certtrail.aws.subscriptions;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.subscriptions.AwsAccount;
import io.certtrail.domain.subscriptions.Scope;
import io.certtrail.domain.subscriptions.Subscription;
import io.certtrail.domain.subscriptions.VaultService;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of subscriptions in the table {@code operations}.
 *
 * <ul>
 *   <li>A subscription: {@code pk} = {@code SUBSCRIPTION#<tenant>}, {@code sk} = its id, a UUID of version 7, so that they
 *       stand in the order in which they were added; {@code name}, {@code accountId}, {@code roleArn}, {@code externalId},
 *       {@code regions}, {@code services}, {@code tags}, {@code namePrefix} if it has one, {@code added}, {@code addedBy}.
 *       Read singly by key, and in order by Query.
 *   <li>That a tenant has one of a role: {@code pk} = {@code SUBSCRIPTION-ROLE#<tenant>}, {@code sk} = the role; {@code id}.
 *       Put and deleted in the same transactions, never read.
 * </ul>
 */
final class SubscriptionItem {
    static final String ID = "id";

    private static final String PREFIX = "SUBSCRIPTION#";
    private static final String NAME_PREFIX = "namePrefix";

    private SubscriptionItem() {}

    static AttributeValue partition(String tenant) {
        return Attributes.of(PREFIX + tenant);
    }

    static Map<String, AttributeValue> key(String tenant, UUID id) {
        return Map.of(PK, partition(tenant), SK, Attributes.of(id.toString()));
    }

    static Map<String, AttributeValue> roleKey(Subscription subscription) {
        return Map.of(
                PK,
                Attributes.of("SUBSCRIPTION-ROLE#" + subscription.tenant()),
                SK,
                Attributes.of(subscription.account().roleArn()));
    }

    static Map<String, AttributeValue> role(Subscription subscription) {
        Map<String, AttributeValue> item = new HashMap<>(roleKey(subscription));
        item.put(ID, Attributes.of(subscription.id().toString()));
        return item;
    }

    static Map<String, AttributeValue> of(Subscription subscription) {
        AwsAccount account = subscription.account();
        Map<String, AttributeValue> item = new HashMap<>(key(subscription.tenant(), subscription.id()));
        item.put("name", Attributes.of(subscription.name()));
        item.put("accountId", Attributes.of(account.accountId()));
        item.put("roleArn", Attributes.of(account.roleArn()));
        item.put("externalId", Attributes.of(account.externalId()));
        item.put("regions", Attributes.of(account.regions()));
        item.put(
                "services",
                Attributes.of(
                        account.services().stream().map(VaultService::text).toList()));
        Map<String, AttributeValue> tags = new HashMap<>();
        account.scope().tags().forEach((tag, value) -> tags.put(tag, Attributes.of(value)));
        item.put("tags", AttributeValue.fromM(tags));
        String prefix = account.scope().namePrefix();
        if (prefix != null) {
            item.put(NAME_PREFIX, Attributes.of(prefix));
        }
        item.put("added", Attributes.of(subscription.added()));
        item.put("addedBy", Attributes.of(subscription.addedBy()));
        return item;
    }

    static Subscription read(Map<String, AttributeValue> item) {
        TreeMap<String, String> tags = new TreeMap<>();
        item.getOrDefault("tags", AttributeValue.fromM(Map.of())).m().forEach((tag, value) -> tags.put(tag, value.s()));
        AwsAccount account = new AwsAccount(
                Attributes.text(item, "accountId"),
                Attributes.text(item, "roleArn"),
                Attributes.text(item, "externalId"),
                Attributes.texts(item, "regions"),
                Attributes.texts(item, "services").stream()
                        .map(SubscriptionItem::service)
                        .toList(),
                new Scope(item.containsKey(NAME_PREFIX) ? Attributes.text(item, NAME_PREFIX) : null, tags));
        return new Subscription(
                UUID.fromString(Attributes.text(item, SK)),
                Attributes.text(item, PK).substring(PREFIX.length()),
                Attributes.text(item, "name"),
                account,
                Attributes.time(item, "added"),
                Attributes.text(item, "addedBy"));
    }

    private static VaultService service(String text) {
        return VaultService.parse(text).orElseThrow(() -> new IllegalArgumentException("there is no service " + text));
    }
}
