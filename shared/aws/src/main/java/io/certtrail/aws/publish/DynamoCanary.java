package io.certtrail.aws.publish;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.canary.CanaryState;
import io.certtrail.domain.canary.CanaryStore;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items {@code CANARY#<origin>} of the table {@code heads}: {@code note} and {@code nextSeq}. */
public final class DynamoCanary implements CanaryStore {
    private final DynamoDbClient dynamo;
    private final String heads;

    public DynamoCanary(DynamoDbClient dynamo, String heads) {
        this.dynamo = dynamo;
        this.heads = heads;
    }

    @Override
    public Optional<CanaryState> find(Origin origin) {
        Map<String, AttributeValue> item = dynamo.getItem(request -> request.tableName(heads)
                        .key(Map.of(Tables.PK, key(origin)))
                        .consistentRead(true))
                .item();
        if (item.isEmpty()) {
            return Optional.empty();
        }
        try {
            // An item of an earlier version has the number of a block instead: then the round begins anew.
            long nextSeq = item.containsKey("nextSeq") ? Attributes.number(item, "nextSeq") : 0;
            return Optional.of(new CanaryState(origin, Attributes.text(item, "note"), nextSeq));
        } catch (IllegalArgumentException e) {
            throw new ChainBroken(origin, "what the canary kept can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void keep(CanaryState state) {
        dynamo.putItem(request -> request.tableName(heads)
                .item(Map.of(
                        Tables.PK,
                        key(state.origin()),
                        "note",
                        Attributes.of(state.note()),
                        "nextSeq",
                        Attributes.of(state.nextSeq()))));
    }

    private static AttributeValue key(Origin origin) {
        return Attributes.of("CANARY#" + origin.text());
    }
}
