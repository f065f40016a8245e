package io.certtrail.aws.publish;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.publish.Cursors;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The items {@code CURSOR#<worker>#<origin>} of the table {@code heads}: {@code n}, the last block that is done. */
public final class DynamoCursors implements Cursors {
    private final DynamoDbClient dynamo;
    private final String heads;

    public DynamoCursors(DynamoDbClient dynamo, String heads) {
        this.dynamo = dynamo;
        this.heads = heads;
    }

    @Override
    public long find(String worker, Origin origin) {
        Map<String, AttributeValue> item = dynamo.getItem(request ->
                        request.tableName(heads).key(key(worker, origin)).consistentRead(true))
                .item();
        return item.isEmpty() ? -1 : Attributes.number(item, "n");
    }

    @Override
    public void advance(String worker, Origin origin, long n) {
        try {
            dynamo.updateItem(request -> request.tableName(heads)
                    .key(key(worker, origin))
                    .updateExpression("SET n = :n")
                    .conditionExpression("attribute_not_exists(n) OR n < :n")
                    .expressionAttributeValues(Map.of(":n", Attributes.of(n))));
        } catch (ConditionalCheckFailedException e) {
            // Another of the same worker is further: fine.
        }
    }

    private static Map<String, AttributeValue> key(String worker, Origin origin) {
        return Map.of(Tables.PK, Attributes.of("CURSOR#%s#%s".formatted(worker, origin.text())));
    }
}
