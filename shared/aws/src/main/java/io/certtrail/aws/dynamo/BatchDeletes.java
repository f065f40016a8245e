package io.certtrail.aws.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Deletes of many items by their keys; those that aren't there are fine. */
public final class BatchDeletes {
    /** BatchWriteItem: at most 25 requests a call; those that were not done come back. */
    private static final int REQUESTS = 25;

    private BatchDeletes() {}

    /** Deletes all of them; acknowledged when it returns. */
    public static void delete(DynamoDbClient dynamo, String table, List<Map<String, AttributeValue>> keys) {
        List<WriteRequest> deletes = keys.stream()
                .distinct()
                .map(key -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key))
                        .build())
                .toList();
        List<Runnable> calls = new ArrayList<>();
        for (int from = 0; from < deletes.size(); from += REQUESTS) {
            List<WriteRequest> some = deletes.subList(from, Math.min(deletes.size(), from + REQUESTS));
            calls.add(() -> all(dynamo, table, some));
        }
        if (!calls.isEmpty()) {
            SideBySide.run(calls);
        }
    }

    private static void all(DynamoDbClient dynamo, String table, List<WriteRequest> deletes) {
        Map<String, List<WriteRequest>> left = Map.of(table, deletes);
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
