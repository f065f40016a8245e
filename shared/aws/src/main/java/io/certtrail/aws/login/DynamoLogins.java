package io.certtrail.aws.login;

import static io.certtrail.aws.tables.Tables.EXPIRES;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.BatchReads;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.aws.users.UserItem;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.login.AttemptKey;
import io.certtrail.domain.login.Attempts;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.login.Session;
import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.Username;
import io.certtrail.ledger.entry.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Attempts in the table {@code operations} ({@link AttemptsItem}); events go to the outbox with what they tell of. */
public final class DynamoLogins implements LoginStore {
    /** Whom a name is looked up as that nobody has. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;
    private final Clock clock;

    public DynamoLogins(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox, Clock clock) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The name, then all the rest, whoever it is. */
    @Override
    public Seen look(String tenant, Username name) {
        Map<String, AttributeValue> owner = get(UserItem.nameKey(tenant, name.folded()));
        AttemptKey key = AttemptKey.ofName(name.folded());
        Map<String, AttributeValue> user = UserItem.key(tenant, owner.isEmpty() ? NOBODY : UserItem.owner(owner));
        Map<String, AttributeValue> admins = UserItem.adminsKey(tenant);
        Map<String, AttributeValue> attempts = AttemptsItem.key(tenant, key);
        ReadOfAll found = new ReadOfAll(BatchReads.read(dynamo, table, List.of(user, admins, attempts), List.of()));
        Map<String, AttributeValue> userItem = found.of(user);
        return new Seen(
                userItem.isEmpty() ? Optional.empty() : Optional.of(UserItem.read(userItem)),
                UserItem.admins(tenant, found.of(admins)),
                AttemptsItem.read(tenant, key, found.of(attempts)));
    }

    /** Items by their keys. */
    private record ReadOfAll(List<Map<String, AttributeValue>> items) {
        Map<String, AttributeValue> of(Map<String, AttributeValue> key) {
            return items.stream()
                    .filter(item -> key.entrySet().stream()
                            .allMatch(part -> part.getValue().equals(item.get(part.getKey()))))
                    .findFirst()
                    .orElse(Map.of());
        }
    }

    @Override
    public boolean countAddress(String tenant, AttemptKey address, Instant until, int most) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(AttemptsItem.addressKey(tenant, address, until))
                    .updateExpression("ADD attempts :one SET #expires = :expires")
                    .conditionExpression("attribute_not_exists(attempts) OR attempts < :most")
                    .expressionAttributeNames(Map.of("#expires", EXPIRES))
                    .expressionAttributeValues(Map.of(
                            ":one", Attributes.of(1),
                            ":most", Attributes.of(most),
                            ":expires", AttemptsItem.goes(until))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void forgiveAddress(String tenant, AttemptKey address, Instant until) {
        dynamo.updateItem(update -> update.tableName(table)
                .key(AttemptsItem.addressKey(tenant, address, until))
                .updateExpression("ADD attempts :less SET #expires = :expires")
                .expressionAttributeNames(Map.of("#expires", EXPIRES))
                .expressionAttributeValues(Map.of(":less", Attributes.of(-1), ":expires", AttemptsItem.goes(until))));
    }

    @Override
    public boolean write(String tenant, Step step, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Attempts attempts = step.attempts();
        Admins admins = step.admins();
        Session opened = step.opened();
        User rehashed = step.rehashed();
        if (attempts != null) {
            writes.add(put(AttemptsItem.put(table, attempts, clock.instant())));
        }
        if (admins != null) {
            writes.add(put(UserItem.put(table, admins)));
        }
        if (opened != null) {
            writes.add(put(
                    Put.builder().tableName(table).item(SessionItem.of(opened)).build()));
            writes.add(put(Put.builder()
                    .tableName(table)
                    .item(SessionItem.place(opened))
                    .build()));
        }
        if (rehashed != null) {
            writes.add(put(UserItem.put(table, rehashed)));
        }
        if (!events.isEmpty()) {
            writes.addAll(outbox.puts(tenant, events));
        }
        if (writes.isEmpty()) {
            return true;
        }
        try {
            return Answers.of("signing in", () -> Transactions.write(dynamo, writes));
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown("signing in met too many others", e);
        }
    }

    private static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }

    private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item();
    }
}
