package io.certtrail.bench.dynamo;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Sizes as DynamoDB counts them (Developer Guide, "DynamoDB item sizes and formats"; "Read and write operations"). */
public final class Written {
    private static final int BYTES_A_UNIT = 1024;
    private static final int NUMBER_DIGITS_A_BYTE = 2;
    private static final int CONTAINER_BYTES = 3;

    private static final Pattern TABLE = Pattern.compile("^(?:INSERT INTO|UPDATE) \"([^\"]+)\"");

    /** An attribute with its value: {@code 'pk':?} or {@code "pk"=?}. */
    private static final Pattern NAME = Pattern.compile("['\"](\\w+)['\"]\\s*[:=]\\s*\\?");

    private Written() {}

    /** Bytes of an item: names and values. */
    public static long bytes(Map<String, AttributeValue> item) {
        long bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            bytes += attribute.getKey().length() + bytes(attribute.getValue());
        }
        return bytes;
    }

    private static long bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().length();
            case N -> value.n().length() / NUMBER_DIGITS_A_BYTE + 1;
            case B -> value.b().asByteArrayUnsafe().length;
            case L ->
                CONTAINER_BYTES
                        + value.l().stream()
                                .mapToLong(element -> 1 + bytes(element))
                                .sum();
            case M -> CONTAINER_BYTES + bytes(value.m());
            default -> 1;
        };
    }

    /**
     * What a refused write is billed: a unit a KB for a conditional put, twice that in a transaction, and no less than
     * one.
     */
    static double units(DynamoDbRequest request) {
        return switch (request) {
            case PutItemRequest put -> units(bytes(put.item()));
            case ExecuteTransactionRequest transaction -> ConsumedUnits.units(capacities(transaction));
            case TransactWriteItemsRequest transaction ->
                2
                        * transaction.transactItems().stream()
                                .mapToDouble(item -> item.put() == null
                                        ? 1
                                        : units(bytes(item.put().item())))
                                .sum();
            default -> 1;
        };
    }

    /** What a transaction of INSERTs and UPDATEs of whole items consumes: two units a KB of each. */
    static List<ConsumedCapacity> capacities(ExecuteTransactionRequest transaction) {
        return transaction.transactStatements().stream()
                .map(one -> ConsumedCapacity.builder()
                        .tableName(table(one.statement()))
                        .capacityUnits(2 * units(bytes(one)))
                        .build())
                .toList();
    }

    private static String table(String statement) {
        Matcher matcher = TABLE.matcher(statement);
        return matcher.find() ? matcher.group(1) : statement;
    }

    private static long bytes(ParameterizedStatement one) {
        long names = NAME.matcher(one.statement())
                .results()
                .mapToLong(name -> name.group(1).length())
                .sum();
        return names + one.parameters().stream().mapToLong(Written::bytes).sum();
    }

    private static double units(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, BYTES_A_UNIT));
    }
}
