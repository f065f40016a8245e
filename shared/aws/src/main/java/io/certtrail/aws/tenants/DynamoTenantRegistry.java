package io.certtrail.aws.tenants;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.TenantRegistry;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The registry in the table {@code operations} ({@link TenantItem}); a new tenant's event goes to the outbox with it. */
public final class DynamoTenantRegistry implements TenantRegistry {
    private final DynamoDbClient dynamo;
    private final String operations;
    private final OutboxTable outbox;
    private final DynamoTenants tenants;

    public DynamoTenantRegistry(DynamoDbClient dynamo, String operations, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.operations = operations;
        this.outbox = outbox;
        this.tenants = new DynamoTenants(dynamo, operations);
    }

    @Override
    public Optional<Tenant> find(String name) {
        return tenants.find(name);
    }

    @Override
    public List<Tenant> all() {
        return tenants.all();
    }

    @Override
    public void register(Tenant tenant, Event created) {
        if (!creates(tenant, created)) {
            moves(tenant);
        }
    }

    /** Whether there was none of this name. */
    private boolean creates(Tenant tenant, Event created) {
        List<TransactWriteItem> writes = new ArrayList<>(outbox.puts(tenant.name(), List.of(created)));
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(operations)
                        .item(TenantItem.of(tenant))
                        .conditionExpression("attribute_not_exists(" + PK + ")"))
                .build());
        try {
            return Answers.of("registering a tenant", () -> Transactions.write(dynamo, writes));
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown("registering a tenant met other changes", e);
        }
    }

    private void moves(Tenant tenant) {
        Origin origin = tenant.origin();
        try {
            dynamo.putItem(request -> request.tableName(operations)
                    .item(TenantItem.of(tenant))
                    .conditionExpression(
                            "%s = :log AND %s <= :incarnation".formatted(TenantItem.LOG_NAME, TenantItem.INCARNATION))
                    .expressionAttributeValues(Map.of(
                            ":log", Attributes.of(origin.logName()),
                            ":incarnation", Attributes.of(origin.incarnation()))));
        } catch (ConditionalCheckFailedException e) {
            throw new IllegalStateException(
                    "tenant %s can't write to %s: it is registered with %s"
                            .formatted(
                                    tenant.name(),
                                    origin.text(),
                                    find(tenant.name())
                                            .map(found -> found.origin().text())
                                            .orElse("nothing")),
                    e);
        }
    }
}
