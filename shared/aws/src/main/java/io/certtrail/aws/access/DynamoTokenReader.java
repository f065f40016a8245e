package io.certtrail.aws.access;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.TokenReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Access tokens in the table {@code operations} ({@link TokenItem}), as the authorizer reads them. */
public final class DynamoTokenReader implements TokenReader {
    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoTokenReader(DynamoDbClient dynamo, String operationsTable) {
        this.dynamo = dynamo;
        this.table = operationsTable;
    }

    @Override
    public Optional<AccessToken> find(String hash) {
        Map<String, AttributeValue> item = dynamo.getItem(request ->
                        request.tableName(table).key(TokenItem.key(hash)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(TokenItem.read(item));
    }

    @Override
    public void used(String tenant, UUID id, Instant at, Instant before) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(TokenItem.listedKey(tenant, id))
                    .updateExpression("SET " + TokenItem.LAST_USED + " = :at")
                    .conditionExpression("attribute_exists(%s) AND (attribute_not_exists(%s) OR %s <= :before)"
                            .formatted(PK, TokenItem.LAST_USED, TokenItem.LAST_USED))
                    .expressionAttributeValues(Map.of(":at", Attributes.of(at), ":before", Attributes.of(before))));
        } catch (ConditionalCheckFailedException e) {
            // Somebody noted it within the hour, or there is no such token.
        }
    }
}
