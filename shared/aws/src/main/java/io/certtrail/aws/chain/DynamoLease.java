package io.certtrail.aws.chain;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.chain.Lease;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The item {@code LEASE#<origin>} of the table {@code heads}: {@code holder} (a random id), {@code until} (milliseconds
 * since 1970, by the holder's clock), {@code dirty} (how often others were refused since it was taken), {@code seen}
 * (what {@code dirty} was when the term began or was renewed).
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

    /** What an update left behind. */
    private record Marks(long dirty, long seen) {
        static Marks of(Map<String, AttributeValue> item) {
            return new Marks(
                    Attributes.number(item, "dirty"), item.containsKey("seen") ? Attributes.number(item, "seen") : 0);
        }

        boolean isFirst() {
            return dirty == seen + 1;
        }
    }

    @Override
    public Answer take(Origin origin, UUID holder, Duration term) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tryTake(origin, holder, term)) {
                return new Answer.Taken();
            }
            Optional<Marks> marks = mark(origin);
            if (marks.isPresent()) {
                return new Answer.Refused(marks.get().isFirst());
            }
        }
        return new Answer.Refused(true);
    }

    private boolean tryTake(Origin origin, UUID holder, Duration term) {
        long now = clock.millis();
        return update(
                        origin,
                        "SET holder = :me, #until = :until, dirty = :zero, seen = :zero",
                        "attribute_not_exists(holder) OR holder = :me OR #until <= :now OR #until > :ahead",
                        Map.of(
                                ":me", Attributes.of(holder.toString()),
                                ":until", Attributes.of(now + term.toMillis()),
                                ":now", Attributes.of(now),
                                ":ahead", Attributes.of(now + MOST_TERMS_AHEAD * term.toMillis()),
                                ":zero", Attributes.of(0)))
                .isPresent();
    }

    /** Counts a wake-up that is refused, if the lease is held at all. */
    private Optional<Marks> mark(Origin origin) {
        return update(
                origin,
                "SET dirty = dirty + :one",
                "attribute_exists(holder) AND #until > :now",
                Map.of(":one", Attributes.of(1), ":now", Attributes.of(clock.millis())));
    }

    @Override
    public OptionalLong renew(Origin origin, UUID holder, Duration term) {
        return update(
                        origin,
                        "SET #until = :until, seen = dirty",
                        "holder = :me",
                        Map.of(
                                ":me", Attributes.of(holder.toString()),
                                ":until", Attributes.of(clock.millis() + term.toMillis())))
                .stream()
                .mapToLong(Marks::dirty)
                .findAny();
    }

    /** The counters after an update, or empty if its condition did not hold. */
    private Optional<Marks> update(Origin origin, String update, String condition, Map<String, AttributeValue> values) {
        try {
            Map<String, AttributeValue> item = dynamo.updateItem(request -> request.tableName(heads)
                            .key(key(origin))
                            .updateExpression(update)
                            .conditionExpression(condition)
                            .expressionAttributeNames(Map.of("#until", "until"))
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
            return Optional.of(Marks.of(item));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
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
