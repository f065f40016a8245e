package io.certtrail.aws.subscriptions;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.subscriptions.Subscription;
import io.certtrail.domain.subscriptions.Subscriptions;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Subscriptions in the table {@code operations} ({@link SubscriptionItem}); their events go to the outbox with them. */
public final class DynamoSubscriptions implements Subscriptions {
    private static final String IS_NEW = "attribute_not_exists(" + PK + ")";
    private static final String IS_THERE = "attribute_exists(" + PK + ")";

    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;

    public DynamoSubscriptions(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
    }

    @Override
    public Optional<Subscription> find(String tenant, UUID id) {
        Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(table)
                        .key(SubscriptionItem.key(tenant, id))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(SubscriptionItem.read(item));
    }

    @Override
    public List<Subscription> after(String tenant, Optional<UUID> after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", SubscriptionItem.partition(tenant)));
        after.ifPresent(id -> values.put(":after", Attributes.of(id.toString())));
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(after.isPresent() ? "pk = :pk AND sk > :after" : "pk = :pk")
                        .expressionAttributeValues(values)
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .map(SubscriptionItem::read)
                .toList();
    }

    /** A write that failed its condition may be a caller's repeating one that took effect: so what is stored decides. */
    @Override
    public boolean add(Subscription subscription, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(SubscriptionItem.of(subscription)));
        writes.add(put(SubscriptionItem.role(subscription)));
        writes.addAll(outbox.puts(subscription.tenant(), events));
        return write("adding a subscription", writes)
                || find(subscription.tenant(), subscription.id()).isPresent();
    }

    @Override
    public boolean remove(Subscription subscription, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(delete(SubscriptionItem.key(subscription.tenant(), subscription.id())));
        writes.add(delete(SubscriptionItem.roleKey(subscription)));
        writes.addAll(outbox.puts(subscription.tenant(), events));
        return write("removing a subscription", writes);
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression(IS_NEW))
                .build();
    }

    private TransactWriteItem delete(Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(key).conditionExpression(IS_THERE))
                .build();
    }

    private boolean write(String what, List<TransactWriteItem> writes) {
        try {
            return Answers.of(what, () -> Transactions.write(dynamo, writes));
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown(what + " met others each time", e);
        }
    }
}
