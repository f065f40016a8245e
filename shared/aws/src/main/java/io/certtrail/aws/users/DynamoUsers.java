package io.certtrail.aws.users;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.aws.login.SessionItem;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.users.Admins;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.Users;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Users in the table {@code operations} ({@link UserItem}); their events go to the outbox with them. */
public final class DynamoUsers implements Users {
    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;

    public DynamoUsers(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
    }

    @Override
    public Optional<User> find(String tenant, UUID id) {
        Map<String, AttributeValue> item = get(UserItem.key(tenant, id));
        return item.isEmpty() ? Optional.empty() : Optional.of(UserItem.read(item));
    }

    @Override
    public Optional<User> named(String tenant, String folded) {
        Map<String, AttributeValue> name = get(UserItem.nameKey(tenant, folded));
        return name.isEmpty() ? Optional.empty() : find(tenant, UserItem.owner(name));
    }

    @Override
    public List<User> page(String tenant, @Nullable UUID after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", UserItem.partition(tenant)));
        if (after != null) {
            values.put(":after", Attributes.of(after.toString()));
        }
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(PK + " = :pk" + (after == null ? "" : " AND " + SK + " > :after"))
                        .expressionAttributeValues(values)
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .map(UserItem::read)
                .toList();
    }

    @Override
    public Admins admins(String tenant) {
        return UserItem.admins(tenant, get(UserItem.adminsKey(tenant)));
    }

    /** A write that failed its condition may be a caller's repeating one that took effect: so what is stored decides. */
    @Override
    public boolean write(Change change, List<Event> events) {
        User subject = change.subject();
        List<TransactWriteItem> writes = new ArrayList<>(writes(change));
        writes.addAll(outbox.puts(subject.tenant(), events));
        try {
            return Answers.of("changing a user", () -> Transactions.write(dynamo, writes)) || isStored(change);
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown("the user could not be changed just now", e);
        }
    }

    private List<TransactWriteItem> writes(Change change) {
        List<TransactWriteItem> writes = new ArrayList<>();
        User before = change.before();
        User after = change.after();
        Admins admins = change.admins();
        String session = change.session();
        if (after != null) {
            writes.add(put(UserItem.put(table, after)));
        }
        if (before == null && after != null) {
            writes.add(put(Put.builder()
                    .tableName(table)
                    .item(UserItem.name(after))
                    .conditionExpression("attribute_not_exists(" + PK + ")")
                    .build()));
        }
        if (before != null && after == null) {
            writes.add(delete(Delete.builder()
                    .key(UserItem.key(before.tenant(), before.id()))
                    .conditionExpression("#revision = :before")
                    .expressionAttributeNames(Map.of("#revision", "revision"))
                    .expressionAttributeValues(Map.of(":before", Attributes.of(before.revision())))));
            writes.add(delete(Delete.builder()
                    .key(UserItem.nameKey(before.tenant(), before.username().folded()))));
        }
        if (admins != null) {
            writes.add(put(UserItem.put(table, admins)));
        }
        if (session != null && after != null) {
            writes.add(TransactWriteItem.builder()
                    .update(SessionItem.goesOn(table, session, after.epoch()))
                    .build());
        }
        return writes;
    }

    private boolean isStored(Change change) {
        User subject = change.subject();
        Optional<User> now = find(subject.tenant(), subject.id());
        return change.after() == null
                ? now.isEmpty()
                : now.filter(subject::equals).isPresent();
    }

    private TransactWriteItem delete(Delete.Builder delete) {
        return TransactWriteItem.builder()
                .delete(delete.tableName(table).build())
                .build();
    }

    private static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }

    private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item();
    }
}
