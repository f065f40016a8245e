package io.certtrail.aws.login;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.login.AttemptKey;
import io.certtrail.domain.login.RefusedLogins;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Refused attempts in the table {@code operations}: {@code pk} = {@code REFUSED#<tenant>}, {@code sk} = {@code <end of
 * the window>#<SHA-256>}, so that those whose window has ended stand first; {@code attempts}, and of the first one {@code
 * user}, {@code username}, {@code ip}, {@code reason}, {@code first}. They have no time to live: each is deleted when it is
 * recorded, and not before.
 */
public final class DynamoRefusedLogins implements RefusedLogins {
    /** Sorts behind the mark that follows a time in a key. */
    private static final char BEHIND_ALL = '#' + 1;

    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;

    public DynamoRefusedLogins(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
    }

    @Override
    public void add(Flood flood) {
        dynamo.updateItem(update -> update.tableName(table)
                .key(key(flood))
                .updateExpression("ADD attempts :one SET #user = if_not_exists(#user, :user),"
                        + " username = if_not_exists(username, :username), ip = if_not_exists(ip, :ip),"
                        + " reason = if_not_exists(reason, :reason), #first = if_not_exists(#first, :first)")
                .expressionAttributeNames(Map.of("#user", "user", "#first", "first"))
                .expressionAttributeValues(Map.of(
                        ":one", Attributes.of(1),
                        ":user", Attributes.of(flood.userId()),
                        ":username", Attributes.of(flood.username()),
                        ":ip", Attributes.of(flood.ip()),
                        ":reason", Attributes.of(flood.reason()),
                        ":first", Attributes.of(flood.first()))));
    }

    @Override
    public List<Flood> due(String tenant, Instant now, int limit) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(PK + " = :pk AND " + SK + " < :now")
                        .expressionAttributeValues(Map.of(
                                ":pk",
                                partition(tenant),
                                ":now",
                                Attributes.of(LedgerTime.text(LedgerTime.of(now)) + BEHIND_ALL)))
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .map(item -> read(tenant, item))
                .toList();
    }

    @Override
    public boolean settle(Flood flood, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(key(flood))
                        .conditionExpression("attempts = :count")
                        .expressionAttributeValues(Map.of(":count", Attributes.of(flood.count()))))
                .build());
        writes.addAll(outbox.puts(flood.tenant(), events));
        try {
            return Answers.of("recording refused logins", () -> Transactions.write(dynamo, writes));
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown("refused logins could not be recorded just now", e);
        }
    }

    private static AttributeValue partition(String tenant) {
        return Attributes.of("REFUSED#" + tenant);
    }

    private static Map<String, AttributeValue> key(Flood flood) {
        return Map.of(
                PK,
                partition(flood.tenant()),
                SK,
                Attributes.of(LedgerTime.text(flood.until()) + '#' + flood.key().hash()));
    }

    private static Flood read(String tenant, Map<String, AttributeValue> item) {
        String sk = Attributes.text(item, SK);
        int mark = sk.indexOf('#');
        return new Flood(
                tenant,
                new AttemptKey(sk.substring(mark + 1)),
                Attributes.text(item, "user"),
                Attributes.text(item, "username"),
                Attributes.text(item, "ip"),
                Attributes.text(item, "reason"),
                Attributes.number(item, "attempts"),
                Attributes.time(item, "first"),
                LedgerTime.parse(sk.substring(0, mark)));
    }
}
