package io.certtrail.aws.exports;

import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Transactions;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.domain.exports.State;
import io.certtrail.ledger.entry.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Exports in the table {@code operations} ({@link ExportsTable}). */
public final class DynamoExportStore implements ExportStore {
    private static final String ID = "id";

    /** Who loses a race finds what won it at the second look, and the third is for one that failed meanwhile. */
    private static final int LOOKS = 5;

    private final DynamoDbClient dynamo;
    private final String operations;
    private final OutboxTable outbox;

    public DynamoExportStore(DynamoDbClient dynamo, String operations, OutboxTable outbox) {
        this.dynamo = dynamo;
        this.operations = operations;
        this.outbox = outbox;
    }

    @Override
    public void create(Export export) {
        if (!Transactions.write(dynamo, creation(export)) && !isStored(export)) {
            throw new IllegalStateException("there is another export " + export.id());
        }
    }

    private List<TransactWriteItem> creation(Export export) {
        return List.of(
                put(Put.builder().item(ExportItem.of(export)).conditionExpression("attribute_not_exists(pk)")),
                put(Put.builder().item(ExportsTable.unfinishedKey(export.tenant(), export.id()))));
    }

    @Override
    public Export createOrFind(Export export) {
        String replaced = "";
        for (int look = 0; look < LOOKS; look++) {
            List<TransactWriteItem> writes = new ArrayList<>(creation(export));
            writes.add(asked(export, replaced));
            if (Transactions.write(dynamo, writes) || isStored(export)) {
                return export;
            }
            Map<String, AttributeValue> asked = dynamo.getItem(get -> get.tableName(operations)
                            .key(ExportsTable.askedKey(export))
                            .consistentRead(true))
                    .item();
            replaced = asked.isEmpty() ? "" : Attributes.text(asked, ID);
            Optional<Export> before = replaced.isEmpty()
                    ? Optional.empty()
                    : find(export.tenant(), UUID.fromString(replaced)).filter(found -> answers(found, export));
            if (before.isPresent()) {
                return before.get();
            }
        }
        throw new IllegalStateException("the request for export " + export.id() + " changes all the time");
    }

    private static boolean answers(Export before, Export asked) {
        return !(before.state() instanceof State.Failed)
                && before.requestedAt().plus(SAME_FOR).isAfter(asked.requestedAt());
    }

    /** @param replaced the id of the export that answers it no longer; empty if there should be none */
    private TransactWriteItem asked(Export export, String replaced) {
        Map<String, AttributeValue> item = new HashMap<>(ExportsTable.askedKey(export));
        item.put(ID, Attributes.of(export.id().toString()));
        item.put("expires", Attributes.of(export.requestedAt().plus(SAME_FOR).getEpochSecond()));
        return put(Put.builder()
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR #id = :replaced")
                .expressionAttributeNames(Map.of("#id", ID))
                .expressionAttributeValues(Map.of(":replaced", Attributes.of(replaced))));
    }

    /** A write that failed its condition may be a caller's repeating one that took effect: so what is stored decides. */
    @Override
    public boolean replace(Export next, List<Event> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(Put.builder()
                .item(ExportItem.of(next))
                .conditionExpression("#revision = :before")
                .expressionAttributeNames(Map.of("#revision", ExportItem.REVISION))
                .expressionAttributeValues(Map.of(":before", Attributes.of(next.revision() - 1)))));
        if (next.state().isFinal()) {
            Delete mark = Delete.builder()
                    .tableName(operations)
                    .key(ExportsTable.unfinishedKey(next.tenant(), next.id()))
                    .build();
            writes.add(TransactWriteItem.builder().delete(mark).build());
        }
        if (!events.isEmpty()) {
            writes.addAll(outbox.puts(next.tenant(), events));
        }
        return Transactions.write(dynamo, writes) || isStored(next);
    }

    @Override
    public Optional<Export> find(String tenant, UUID id) {
        Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(operations)
                        .key(ExportsTable.exportKey(tenant, id))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(ExportItem.read(item));
    }

    @Override
    public List<Export> newest(String tenant, int limit) {
        return query("pk = :pk", Map.of(":pk", ExportsTable.exports(tenant)), limit, false).stream()
                .map(ExportItem::read)
                .toList();
    }

    @Override
    public List<Export> olderThan(String tenant, UUID id, int limit) {
        Map<String, AttributeValue> values =
                Map.of(":pk", ExportsTable.exports(tenant), ":id", Attributes.of(id.toString()));
        return query("pk = :pk AND sk < :id", values, limit, false).stream()
                .map(ExportItem::read)
                .toList();
    }

    @Override
    public List<UUID> unfinished(String tenant, int limit) {
        return query("pk = :pk", Map.of(":pk", ExportsTable.unfinished(tenant)), limit, true).stream()
                .map(item -> UUID.fromString(Attributes.text(item, SK)))
                .toList();
    }

    private List<Map<String, AttributeValue>> query(
            String condition, Map<String, AttributeValue> values, int limit, boolean oldestFirst) {
        return dynamo
                .queryPaginator(query -> query.tableName(operations)
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(values)
                        .consistentRead(true)
                        .scanIndexForward(oldestFirst)
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .toList();
    }

    private boolean isStored(Export export) {
        return find(export.tenant(), export.id()).filter(export::equals).isPresent();
    }

    private TransactWriteItem put(Put.Builder put) {
        return TransactWriteItem.builder()
                .put(put.tableName(operations).build())
                .build();
    }
}
