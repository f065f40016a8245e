package io.certtrail.aws.oidc;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.oidc.ExternalUser;
import io.certtrail.domain.oidc.ExternalUsers;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Users of providers in the table {@code operations} ({@link ExternalUserItem}); their events go to the outbox with them. */
public final class DynamoExternalUsers implements ExternalUsers {
    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;

    public DynamoExternalUsers(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
    }

    @Override
    public Optional<ExternalUser> find(String tenant, String issuer, String subject) {
        Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(table)
                        .key(ExternalUserItem.key(tenant, issuer, subject))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(ExternalUserItem.read(item));
    }

    @Override
    public ExternalUser create(ExternalUser user, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(ExternalUserItem.of(user))
                        .conditionExpression("attribute_not_exists(" + PK + ")"))
                .build());
        writes.addAll(outbox.puts(user.tenant(), events));
        try {
            if (Answers.of("making a user", () -> Transactions.write(dynamo, writes))) {
                return user;
            }
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown("a user could not be made just now", e);
        }
        return find(user.tenant(), user.issuer(), user.subject())
                .orElseThrow(() -> new IllegalStateException("a user that is there can't be read"));
    }
}
