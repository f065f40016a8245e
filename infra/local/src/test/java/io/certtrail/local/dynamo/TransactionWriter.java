package io.certtrail.local.dynamo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A process that lives to be killed: writes transactions of two items from several threads for as long as it lives, and
 * prints the id of each one that was acknowledged, a line in one system call.
 */
final class TransactionWriter {
    static final String STATE = "state";
    static final String OUTBOX = "outbox";
    static final String READY = "ready";

    private static final String PADDING = "x".repeat(600);

    private TransactionWriter() {}

    /** {@code FOLDER WRITERS}. */
    public static void main(String[] arguments) throws IOException {
        DynamoDbClient dynamo = EmbeddedDynamo.onFile(Path.of(arguments[0])).client();
        makeTable(dynamo, STATE);
        makeTable(dynamo, OUTBOX);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        acknowledge(out, READY);
        for (int writer = 0; writer < Integer.parseInt(arguments[1]); writer++) {
            boolean partiql = writer % 2 == 1;
            Thread.ofPlatform().start(() -> {
                while (true) {
                    String id = UUID.randomUUID().toString();
                    if (partiql) {
                        insert(dynamo, id);
                    } else {
                        put(dynamo, id);
                    }
                    acknowledge(out, id);
                }
            });
        }
    }

    private static void put(DynamoDbClient dynamo, String id) {
        dynamo.transactWriteItems(request -> request.transactItems(putIfAbsent(STATE, id), putIfAbsent(OUTBOX, id)));
    }

    private static TransactWriteItem putIfAbsent(String table, String id) {
        Put put = Put.builder()
                .tableName(table)
                .item(Map.of("pk", AttributeValue.fromS(id), "padding", AttributeValue.fromS(PADDING)))
                .conditionExpression("attribute_not_exists(pk)")
                .build();
        return TransactWriteItem.builder().put(put).build();
    }

    private static void insert(DynamoDbClient dynamo, String id) {
        dynamo.executeTransaction(request -> request.transactStatements(statement(STATE, id), statement(OUTBOX, id)));
    }

    private static ParameterizedStatement statement(String table, String id) {
        return ParameterizedStatement.builder()
                .statement("INSERT INTO \"%s\" VALUE {'pk':?,'padding':?}".formatted(table))
                .parameters(AttributeValue.fromS(id), AttributeValue.fromS(PADDING))
                .build();
    }

    private static void acknowledge(FileOutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException("nobody listens", e);
        }
    }

    private static void makeTable(DynamoDbClient dynamo, String name) {
        try {
            dynamo.createTable(request -> request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("pk")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("pk")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
        } catch (ResourceInUseException e) {
            // Made by a process before this one.
        }
    }
}
