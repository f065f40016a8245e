package io.certtrail.aws.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Consistent reads of many items by their keys. */
public final class BatchReads {
    /** BatchGetItem: at most 100 keys a call, and 16 MB an answer; the keys of the rest come back. */
    private static final int KEYS = 100;

    private BatchReads() {}

    /**
     * The items that are there, in no order.
     *
     * @param keys no two alike
     * @param attributes which attributes to read, none of them a reserved word; all if there are none
     */
    public static List<Map<String, AttributeValue>> read(
            DynamoDbClient dynamo, String table, List<Map<String, AttributeValue>> keys, List<String> attributes) {
        List<Callable<List<Map<String, AttributeValue>>>> calls = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS) {
            List<Map<String, AttributeValue>> some = keys.subList(from, Math.min(keys.size(), from + KEYS));
            KeysAndAttributes.Builder wanted =
                    KeysAndAttributes.builder().keys(some).consistentRead(true);
            if (!attributes.isEmpty()) {
                wanted.projectionExpression(String.join(",", attributes));
            }
            calls.add(() -> all(dynamo, table, wanted.build()));
        }
        return calls.isEmpty()
                ? List.of()
                : SideBySide.call(calls).stream().flatMap(List::stream).toList();
    }

    private static List<Map<String, AttributeValue>> all(
            DynamoDbClient dynamo, String table, KeysAndAttributes wanted) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Map<String, KeysAndAttributes> left = Map.of(table, wanted);
        Backoff backoff = new Backoff();
        while (true) {
            Map<String, KeysAndAttributes> asked = left;
            BatchGetItemResponse answer = dynamo.batchGetItem(request -> request.requestItems(asked));
            List<Map<String, AttributeValue>> items = answer.responses().getOrDefault(table, List.of());
            found.addAll(items);
            left = answer.unprocessedKeys();
            if (left.isEmpty()) {
                return found;
            }
            if (items.isEmpty()) {
                backoff.pause();
            }
        }
    }
}
