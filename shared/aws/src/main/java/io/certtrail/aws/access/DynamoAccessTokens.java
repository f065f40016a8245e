package io.certtrail.aws.access;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.TokenPage;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Access tokens in the table {@code operations} ({@link TokenItem}); their events go to the outbox with them. */
public final class DynamoAccessTokens implements AccessTokens {
    private static final String LAST = "g";

    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;

    public DynamoAccessTokens(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
    }

    @Override
    public void create(AccessToken token, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(TokenItem.of(token))
                        .conditionExpression("attribute_not_exists(" + PK + ")"))
                .build());
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(TokenItem.listed(token)))
                .build());
        boolean _ = write("making a token", token.tenant(), writes, events);
    }

    @Override
    public Optional<AccessToken> byId(String tenant, UUID id) {
        Map<String, AttributeValue> item = dynamo.getItem(request -> request.tableName(table)
                        .key(TokenItem.listedKey(tenant, id))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(TokenItem.read(item));
    }

    @Override
    public TokenPage page(String tenant, @Nullable UUID before, int limit) {
        // An id is hex: a "g" stands behind them all.
        String last = before == null ? LAST : before.toString();
        List<AccessToken> tokens = dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(limit + 1)
                        .keyConditionExpression("%s = :pk AND %s < :last".formatted(PK, SK))
                        .expressionAttributeValues(
                                Map.of(":pk", TokenItem.partition(tenant), ":last", Attributes.of(last))))
                .items()
                .stream()
                .limit(limit + 1L)
                .map(TokenItem::read)
                .toList();
        return new TokenPage(tokens.subList(0, Math.min(limit, tokens.size())), tokens.size() > limit);
    }

    @Override
    public boolean revoke(AccessToken token, Instant at, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(revocation(TokenItem.key(token.hash()), at));
        writes.add(revocation(TokenItem.listedKey(token.tenant(), token.id()), at));
        return write("revoking a token", token.tenant(), writes, events);
    }

    private TransactWriteItem revocation(Map<String, AttributeValue> key, Instant at) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(key)
                        .updateExpression("SET " + TokenItem.REVOKED_AT + " = :at")
                        .conditionExpression(
                                "attribute_exists(%s) AND attribute_not_exists(%s)".formatted(PK, TokenItem.REVOKED_AT))
                        .expressionAttributeValues(Map.of(":at", Attributes.of(at)))
                        .build())
                .build();
    }

    /** Whether it took effect now; not if it had before. */
    private boolean write(String what, String tenant, List<TransactWriteItem> writes, List<Event> events) {
        if (!events.isEmpty()) {
            writes.addAll(outbox.puts(tenant, events));
        }
        try {
            return Answers.of(what, () -> Transactions.write(dynamo, writes));
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown(what + " met other changes", e);
        }
    }
}
