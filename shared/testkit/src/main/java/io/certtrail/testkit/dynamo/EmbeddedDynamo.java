package io.certtrail.testkit.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** A DynamoDB of its own, empty, gone when closed. Its native SQLite comes out of the library's own jar. */
public final class EmbeddedDynamo implements AutoCloseable {
    private final AmazonDynamoDBLocal local;
    private final DynamoDbClient client;

    public EmbeddedDynamo() {
        local = DynamoDBEmbedded.create();
        client = local.dynamoDbClient();
    }

    /** The client; safe for use by many threads, closed with this. */
    public DynamoDbClient client() {
        return client;
    }

    /** Makes a table with string keys, and a KEYS_ONLY stream if wanted. */
    public void createTable(String name, String hashKey, Optional<String> rangeKey, boolean stream) {
        List<KeySchemaElement> schema = new ArrayList<>();
        List<AttributeDefinition> attributes = new ArrayList<>();
        add(schema, attributes, hashKey, KeyType.HASH);
        rangeKey.ifPresent(key -> add(schema, attributes, key, KeyType.RANGE));
        client.createTable(table -> {
            table.tableName(name)
                    .keySchema(schema)
                    .attributeDefinitions(attributes)
                    .billingMode(BillingMode.PAY_PER_REQUEST);
            if (stream) {
                table.streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY));
            }
        });
    }

    private static void add(
            List<KeySchemaElement> schema, List<AttributeDefinition> attributes, String name, KeyType type) {
        schema.add(KeySchemaElement.builder().attributeName(name).keyType(type).build());
        attributes.add(AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build());
    }

    @Override
    public void close() {
        local.shutdown();
    }
}
