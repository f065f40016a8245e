package io.certtrail.aws.settings;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.settings.ProviderPair;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.settings.TakenProvider;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Settings in the table {@code operations} ({@link SettingsItem}); their events go to the outbox with them. */
public final class DynamoSettings implements SettingsStore {
    private final DynamoDbClient dynamo;
    private final String table;
    private final OutboxTable outbox;

    public DynamoSettings(DynamoDbClient dynamo, String operationsTable, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.table = operationsTable;
        this.outbox = outbox;
    }

    @Override
    public StoredSettings of(String tenant) {
        Map<String, AttributeValue> item = dynamo.getItem(get ->
                        get.tableName(table).key(SettingsItem.key(tenant)).consistentRead(true))
                .item();
        return item.isEmpty() ? StoredSettings.none(tenant) : SettingsItem.read(item);
    }

    @Override
    public Optional<String> tenantOf(ProviderPair provider) {
        return ProviderItem.tenant(dynamo.getItem(get ->
                        get.tableName(table).key(ProviderItem.key(provider)).consistentRead(true))
                .item());
    }

    /** A write that failed its condition may be a caller's repeating one that took effect: so what is stored decides. */
    @Override
    public boolean replace(StoredSettings next, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder().put(put(next)).build());
        writes.addAll(provider(of(next.tenant()).provider(), next));
        writes.addAll(outbox.puts(next.tenant(), events));
        try {
            return Answers.of("changing settings", () -> Transactions.write(dynamo, writes))
                    || of(next.tenant()).change().equals(next.change());
        } catch (TransactionCanceledException e) {
            throw new OutcomeUnknown("settings could not be changed just now", e);
        }
    }

    /**
     * Takes the pair that is set, and lets go of the one before. What is read before the transaction is what it replaces:
     * another version of the settings would fail it.
     */
    private List<TransactWriteItem> provider(Optional<ProviderPair> before, StoredSettings next) {
        Optional<ProviderPair> after = next.provider();
        if (before.equals(after)) {
            return List.of();
        }
        after.flatMap(this::tenantOf).ifPresent(holder -> TakenProvider.refuseUnless(next, holder));
        List<TransactWriteItem> writes = new ArrayList<>();
        before.ifPresent(pair -> writes.add(ours(ProviderItem.key(pair), next.tenant())));
        after.ifPresent(pair -> writes.add(ours(ProviderItem.of(pair, next.tenant()), next.tenant())));
        return writes;
    }

    private TransactWriteItem ours(Map<String, AttributeValue> item, String tenant) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression("attribute_not_exists(#tenant) OR #tenant = :tenant")
                        .expressionAttributeNames(Map.of("#tenant", ProviderItem.TENANT))
                        .expressionAttributeValues(Map.of(":tenant", Attributes.of(tenant))))
                .build();
    }

    private Put put(StoredSettings next) {
        Put.Builder put = Put.builder().tableName(table).item(SettingsItem.of(next));
        return next.version() == 1
                ? put.conditionExpression("attribute_not_exists(" + PK + ")").build()
                : put.conditionExpression("#version = :before")
                        .expressionAttributeNames(Map.of("#version", SettingsItem.VERSION))
                        .expressionAttributeValues(Map.of(":before", Attributes.of(next.version() - 1)))
                        .build();
    }
}
