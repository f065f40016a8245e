package io.certtrail.aws.publish;

import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.publish.SignerState;
import io.certtrail.domain.publish.SignerStore;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Frontier;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The item {@code SIGNER#<origin>} of the table {@code heads}: {@code n}, {@code size}, {@code frontier} (as in HEAD),
 * {@code blockHash}, {@code note}, {@code previousSize}; {@code fullAt} and {@code signedAt} of the budget and
 * {@code wakeAt}, in milliseconds since 1970. It has only {@code wakeAt} while nothing is signed yet.
 */
public final class DynamoSigners implements SignerStore {
    private final DynamoDbClient dynamo;
    private final String heads;

    public DynamoSigners(DynamoDbClient dynamo, String heads) {
        this.dynamo = dynamo;
        this.heads = heads;
    }

    @Override
    public Optional<SignerState> find(Origin origin) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        request -> request.tableName(heads).key(key(origin)).consistentRead(true))
                .item();
        if (!item.containsKey("n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(origin, item));
        } catch (IllegalArgumentException e) {
            throw new ChainBroken(origin, "what the signer kept can't be read: " + e.getMessage(), e);
        }
    }

    private static SignerState read(Origin origin, Map<String, AttributeValue> item) {
        return new SignerState(
                origin,
                Attributes.number(item, "n"),
                new Frontier(Attributes.number(item, "size"), Attributes.hashes(item, "frontier")),
                Attributes.hash(item, "blockHash"),
                Attributes.text(item, "note"),
                Attributes.number(item, "previousSize"),
                new SigningBudget.Spent(
                        Instant.ofEpochMilli(Attributes.number(item, "fullAt")),
                        Instant.ofEpochMilli(Attributes.number(item, "signedAt"))));
    }

    @Override
    public boolean advance(long from, SignerState to) {
        if (to.size() <= from) {
            throw new IllegalArgumentException(
                    "a signed head of %d entries does not go on from one of %d".formatted(to.size(), from));
        }
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":n", Attributes.of(to.n()));
        values.put(":size", Attributes.of(to.size()));
        values.put(":frontier", Attributes.ofHashes(to.frontier().roots()));
        values.put(":blockHash", Attributes.of(to.blockHash()));
        values.put(":note", Attributes.of(to.note()));
        values.put(":previousSize", Attributes.of(to.previousSize()));
        values.put(":fullAt", Attributes.of(to.spent().fullAt().toEpochMilli()));
        values.put(":signedAt", Attributes.of(to.spent().last().toEpochMilli()));
        if (from > 0) {
            values.put(":from", Attributes.of(from));
        }
        return update(
                to.origin(),
                "SET n = :n, #size = :size, frontier = :frontier, blockHash = :blockHash, note = :note,"
                        + " previousSize = :previousSize, fullAt = :fullAt, signedAt = :signedAt",
                from > 0 ? "#size = :from" : "attribute_not_exists(#size)",
                Map.of("#size", "size"),
                values);
    }

    @Override
    public boolean claimWake(Origin origin, Instant now, Instant at) {
        return update(
                origin,
                "SET wakeAt = :at",
                "attribute_not_exists(wakeAt) OR wakeAt <= :now OR wakeAt > :at",
                Map.of(),
                Map.of(":at", Attributes.of(at.toEpochMilli()), ":now", Attributes.of(now.toEpochMilli())));
    }

    private boolean update(
            Origin origin,
            String update,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        try {
            Answers.of(
                    "a signer's state",
                    () -> dynamo.updateItem(request -> {
                        request.tableName(heads)
                                .key(key(origin))
                                .updateExpression(update)
                                .conditionExpression(condition)
                                .expressionAttributeValues(values);
                        if (!names.isEmpty()) {
                            request.expressionAttributeNames(names);
                        }
                    }));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(Origin origin) {
        return Map.of(Tables.PK, Attributes.of("SIGNER#" + origin.text()));
    }
}
