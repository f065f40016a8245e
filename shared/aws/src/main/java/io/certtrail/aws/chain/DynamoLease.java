package io.certtrail.aws.chain;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.chain.Lease;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The item {@code LEASE#<origin>} of the table {@code heads}: {@code holder} (a random id), {@code until} (milliseconds
 * since 1970, by the holder's clock), {@code dirty} (how often others were refused, ever).
 */
public final class DynamoLease implements Lease {
    /** A lease can't change hands for ever between the two calls of one attempt. */
    private static final int ATTEMPTS = 5;

    private final DynamoDbClient dynamo;
    private final String heads;
    private final Clock clock;

    public DynamoLease(DynamoDbClient dynamo, String heads, Clock clock) {
        this.dynamo = dynamo;
        this.heads = heads;
        this.clock = clock;
    }

    @Override
    public OptionalLong take(Origin origin, UUID holder, Duration term) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            OptionalLong taken = tryTake(origin, holder, term);
            if (taken.isPresent() || mark(origin)) {
                return taken;
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong tryTake(Origin origin, UUID holder, Duration term) {
        long now = clock.millis();
        try {
            Map<String, AttributeValue> item = dynamo.updateItem(request -> request.tableName(heads)
                            .key(key(origin))
                            .updateExpression("SET holder = :me, #until = :until, dirty = if_not_exists(dirty, :zero)")
                            .conditionExpression("attribute_not_exists(holder) OR holder = :me OR #until < :now")
                            .expressionAttributeNames(Map.of("#until", "until"))
                            .expressionAttributeValues(Map.of(
                                    ":me", Attributes.of(holder.toString()),
                                    ":until", Attributes.of(now + term.toMillis()),
                                    ":now", Attributes.of(now),
                                    ":zero", Attributes.of(0)))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
            return OptionalLong.of(Attributes.number(item, "dirty"));
        } catch (ConditionalCheckFailedException e) {
            return OptionalLong.empty();
        }
    }

    /** Counts a wake-up that was refused, if the lease is held at all. */
    private boolean mark(Origin origin) {
        try {
            dynamo.updateItem(request -> request.tableName(heads)
                    .key(key(origin))
                    .updateExpression("ADD dirty :one")
                    .conditionExpression("attribute_exists(holder) AND #until >= :now")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(
                            Map.of(":one", Attributes.of(1), ":now", Attributes.of(clock.millis()))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public boolean release(Origin origin, UUID holder, long dirty) {
        try {
            dynamo.updateItem(request -> request.tableName(heads)
                    .key(key(origin))
                    .updateExpression("REMOVE holder, #until")
                    .conditionExpression("holder = :me AND dirty = :dirty")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(
                            Map.of(":me", Attributes.of(holder.toString()), ":dirty", Attributes.of(dirty))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return !isHeldBy(origin, holder);
        }
    }

    private boolean isHeldBy(Origin origin, UUID holder) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        request -> request.tableName(heads).key(key(origin)).consistentRead(true))
                .item();
        return item.containsKey("holder") && Attributes.text(item, "holder").equals(holder.toString());
    }

    private static Map<String, AttributeValue> key(Origin origin) {
        return Map.of(Tables.PK, Attributes.of("LEASE#" + origin.text()));
    }
}
