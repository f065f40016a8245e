package io.certtrail.aws.access;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Access tokens in the table {@code operations} ({@link TokenItem}); their events go to the outbox with them. */
public final class DynamoAccessTokens implements AccessTokens {
    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;

    public DynamoAccessTokens(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
    }

    @Override
    public Optional<AccessToken> find(String hash) {
        Map<String, AttributeValue> item = dynamo.getItem(request ->
                        request.tableName(table).key(TokenItem.key(hash)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(TokenItem.read(item));
    }

    @Override
    public void create(AccessToken token, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(TokenItem.of(token))
                        .conditionExpression("attribute_not_exists(" + PK + ")"))
                .build());
        if (!events.isEmpty()) {
            writes.addAll(outbox.puts(token.tenant(), events));
        }
        try {
            Answers.of("making a token", () -> dynamo.transactWriteItems(request -> request.transactItems(writes)));
        } catch (TransactionCanceledException e) {
            if (!isThereAlready(e.cancellationReasons())) {
                throw e;
            }
        }
    }

    private static boolean isThereAlready(List<CancellationReason> reasons) {
        return !reasons.isEmpty()
                && "ConditionalCheckFailed".equals(reasons.getFirst().code());
    }
}
