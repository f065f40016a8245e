package io.certtrail.aws.login;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.login.Session;
import io.certtrail.domain.login.SessionStore;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Sessions in the table {@code operations} ({@link SessionItem}); the events of their end go to the outbox with it. */
public final class DynamoSessions implements SessionStore {
    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;

    public DynamoSessions(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
    }

    @Override
    public Optional<Session> find(String hash) {
        Map<String, AttributeValue> item = dynamo.getItem(request ->
                        request.tableName(table).key(SessionItem.key(hash)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(SessionItem.read(item));
    }

    @Override
    public void touch(Session session, Instant now) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(SessionItem.key(session.hash()))
                    .updateExpression("SET seen = :now")
                    .conditionExpression("attribute_exists(" + PK + ") AND seen < :now")
                    .expressionAttributeValues(Map.of(":now", Attributes.of(now))));
        } catch (ConditionalCheckFailedException e) {
            // Another request noted it, or ended the session: both are well.
        }
    }

    @Override
    public List<Session> of(String tenant, UUID user) {
        List<Session> sessions = new ArrayList<>();
        dynamo.queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", SessionItem.partition(tenant, user))))
                .items()
                .forEach(place -> find(Attributes.text(place, "hash")).ifPresent(sessions::add));
        return sessions;
    }

    @Override
    public boolean end(Session session, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(SessionItem.key(session.hash()))
                        .conditionExpression("attribute_exists(" + PK + ")"))
                .build());
        writes.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(SessionItem.placeKey(session)))
                .build());
        writes.addAll(outbox.puts(session.tenant(), events));
        try {
            return Answers.of("ending a session", () -> Transactions.write(dynamo, writes));
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown("the session could not be ended just now", e);
        }
    }
}
