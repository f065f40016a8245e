package io.certtrail.local.dynamo;

import io.certtrail.aws.config.Environment;
import io.certtrail.aws.tables.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes tables from their definitions. */
public final class TableMaker {
    private final DynamoDbClient dynamo;
    private final Environment environment;

    public TableMaker(DynamoDbClient dynamo, Environment environment) {
        this.dynamo = dynamo;
        this.environment = environment;
    }

    /** Makes those that are missing. */
    public void make(List<TableDefinition> tables) {
        for (TableDefinition table : tables) {
            if (describe(table).isEmpty()) {
                dynamo.createTable(request(table));
                table.ttl().ifPresent(attribute -> expire(table, attribute));
            }
        }
    }

    /**
     * The ARN of a table's stream.
     *
     * @throws IllegalStateException if it has none
     */
    public String streamArn(TableDefinition table) {
        return describe(table)
                .map(TableDescription::latestStreamArn)
                .orElseThrow(() -> new IllegalStateException("the table " + table.variable() + " has no stream"));
    }

    private Optional<TableDescription> describe(TableDefinition table) {
        try {
            return Optional.of(dynamo.describeTable(request -> request.tableName(table.name(environment)))
                    .table());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private CreateTableRequest request(TableDefinition table) {
        List<String> keys = new ArrayList<>(List.of(table.hashKey()));
        table.rangeKey().ifPresent(keys::add);
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name(environment))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(keys.stream().map(TableMaker::text).toList())
                .keySchema(keys.stream()
                        .map(key -> key(key, key.equals(table.hashKey()) ? KeyType.HASH : KeyType.RANGE))
                        .toList());
        if (table.stream()) {
            request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY));
        }
        return request.build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private void expire(TableDefinition table, String attribute) {
        dynamo.updateTimeToLive(request -> request.tableName(table.name(environment))
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute)));
    }
}
