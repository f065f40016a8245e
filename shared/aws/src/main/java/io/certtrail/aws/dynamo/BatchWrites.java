package io.certtrail.aws.dynamo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Unconditional writes of many items, all of them done and acknowledged when a call returns. */
public final class BatchWrites {
    /** BatchWriteItem: at most 25 requests a call, no two for one item; those that were not done come back. */
    private static final int REQUESTS = 25;

    private BatchWrites() {}

    /**
     * Puts all of them, whatever was there.
     *
     * @param items no two with one key
     */
    public static void put(DynamoDbClient dynamo, String table, Collection<Map<String, AttributeValue>> items) {
        write(
                dynamo,
                table,
                items.stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(put -> put.item(item))
                                .build())
                        .toList());
    }

    /** Deletes all of them; those that aren't there are fine. */
    public static void delete(DynamoDbClient dynamo, String table, List<Map<String, AttributeValue>> keys) {
        write(
                dynamo,
                table,
                keys.stream()
                        .distinct()
                        .map(key -> WriteRequest.builder()
                                .deleteRequest(delete -> delete.key(key))
                                .build())
                        .toList());
    }

    private static void write(DynamoDbClient dynamo, String table, List<WriteRequest> writes) {
        List<Runnable> calls = new ArrayList<>();
        for (int from = 0; from < writes.size(); from += REQUESTS) {
            List<WriteRequest> some = writes.subList(from, Math.min(writes.size(), from + REQUESTS));
            calls.add(() -> all(dynamo, table, some));
        }
        if (!calls.isEmpty()) {
            SideBySide.run(calls);
        }
    }

    private static void all(DynamoDbClient dynamo, String table, List<WriteRequest> writes) {
        Map<String, List<WriteRequest>> left = Map.of(table, writes);
        Backoff backoff = new Backoff();
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> asked = left;
            left = dynamo.batchWriteItem(request -> request.requestItems(asked)).unprocessedItems();
            if (!left.isEmpty()) {
                backoff.pause();
            }
        }
    }
}
