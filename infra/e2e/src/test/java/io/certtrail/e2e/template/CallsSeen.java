package io.certtrail.e2e.template;

import io.certtrail.local.dynamo.ForwardingDynamo;
import io.certtrail.local.dynamo.Operation;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Notes what a role would have to allow: each action, with the table and the partition key. */
final class CallsSeen extends ForwardingDynamo {
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();

    CallsSeen(DynamoDbClient target) {
        super(target);
    }

    /**
     * One thing that was done to one partition.
     *
     * @param action as IAM calls it, without its prefix
     */
    record Call(String action, String table, String key) {}

    Set<Call> calls() {
        return Set.copyOf(calls);
    }

    @Override
    protected <R> R around(Operation operation, Supplier<R> call) {
        return call.get();
    }

    @Override
    protected <Q extends DynamoDbRequest, R extends DynamoDbResponse> R call(
            Operation operation, Q request, Function<Q, R> call) {
        switch (request) {
            case GetItemRequest get -> note("GetItem", get.tableName(), get.key());
            case PutItemRequest put -> note("PutItem", put.tableName(), put.item());
            case UpdateItemRequest update -> note("UpdateItem", update.tableName(), update.key());
            case BatchGetItemRequest batch ->
                batch.requestItems()
                        .forEach((table, keys) -> keys.keys().forEach(key -> note("BatchGetItem", table, key)));
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().forEach(this::note);
            default -> throw new IllegalArgumentException("not known yet, and so allowed nowhere: " + operation);
        }
        return call.apply(request);
    }

    private void note(TransactWriteItem item) {
        if (item.put() != null) {
            note("PutItem", item.put().tableName(), item.put().item());
        } else if (item.update() != null) {
            note("UpdateItem", item.update().tableName(), item.update().key());
        } else {
            throw new IllegalArgumentException("not known yet, and so allowed nowhere: " + item);
        }
    }

    private void note(String action, String table, Map<String, AttributeValue> key) {
        calls.add(new Call(action, table, Objects.requireNonNull(key.get("pk")).s()));
    }
}
