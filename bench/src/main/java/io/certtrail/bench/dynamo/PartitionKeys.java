package io.certtrail.bench.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The partition keys that a request touches. In every table here the attribute is called {@code pk}. */
final class PartitionKeys {
    private static final String PK = "pk";

    /** Where a statement of ours says its partition key: {@code 'pk':?} or {@code "pk"=?}. */
    private static final Pattern PARAMETER = Pattern.compile("pk['\"]\\s*[:=]\\s*\\?");

    private PartitionKeys() {}

    /** One for each item that is touched; the same key may come more than once. Empty if there is none to be seen. */
    static List<String> of(DynamoDbRequest request) {
        List<String> keys = new ArrayList<>();
        switch (request) {
            case GetItemRequest r -> add(keys, r.key());
            case PutItemRequest r -> add(keys, r.item());
            case UpdateItemRequest r -> add(keys, r.key());
            case DeleteItemRequest r -> add(keys, r.key());
            case QueryRequest r -> add(keys, r.expressionAttributeValues().get(":pk"));
            case BatchGetItemRequest r ->
                r.requestItems().values().forEach(table -> table.keys().forEach(key -> add(keys, key)));
            case BatchWriteItemRequest r ->
                r.requestItems().values().forEach(writes -> writes.forEach(write -> add(keys, item(write))));
            case TransactWriteItemsRequest r -> r.transactItems().forEach(write -> add(keys, item(write)));
            case ExecuteTransactionRequest r ->
                r.transactStatements().forEach(one -> keys.add(key(one.statement(), one.parameters())));
            case BatchExecuteStatementRequest r ->
                r.statements().forEach(one -> keys.add(key(one.statement(), one.parameters())));
            default -> {}
        }
        return keys;
    }

    private static void add(List<String> keys, Map<String, AttributeValue> item) {
        add(keys, item.get(PK));
    }

    private static void add(List<String> keys, @Nullable AttributeValue value) {
        if (value != null) {
            keys.add(value.s());
        }
    }

    private static Map<String, AttributeValue> item(WriteRequest write) {
        return write.putRequest() == null
                ? write.deleteRequest().key()
                : write.putRequest().item();
    }

    private static Map<String, AttributeValue> item(TransactWriteItem write) {
        if (write.put() != null) {
            return write.put().item();
        }
        if (write.update() != null) {
            return write.update().key();
        }
        return write.delete() == null
                ? write.conditionCheck().key()
                : write.delete().key();
    }

    private static String key(String statement, @Nullable List<AttributeValue> parameters) {
        Matcher matcher = PARAMETER.matcher(statement);
        if (!matcher.find() || parameters == null) {
            throw new IllegalArgumentException("no partition key is to be seen in " + statement);
        }
        int before = (int)
                statement.chars().limit(matcher.start()).filter(c -> c == '?').count();
        return parameters.get(before).s();
    }
}
