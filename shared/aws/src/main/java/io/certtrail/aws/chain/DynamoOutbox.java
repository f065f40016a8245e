package io.certtrail.aws.chain;

import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.BatchWrites;
import io.certtrail.aws.dynamo.SideBySide;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The outbox in its table ({@link OutboxTable}), both sides. Shards are read side by side. */
public final class DynamoOutbox implements Outbox, OutboxDrain {
    private final DynamoDbClient dynamo;
    private final OutboxTable table;

    /** How many items a shard is asked for at once: what the last read would have needed. A hint, no more. */
    private volatile int pageItems = 1;

    public DynamoOutbox(DynamoDbClient dynamo, OutboxTable table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public void record(String tenant, List<Event> events) {
        List<Map<String, AttributeValue>> items = table.items(tenant, events);
        if (items.size() == 1) {
            Answers.of(
                    "recording events",
                    () -> dynamo.putItem(
                            request -> request.tableName(table.name()).item(items.getFirst())));
            return;
        }
        List<TransactWriteItem> puts = items.stream().map(this::put).toList();
        Answers.of("recording events", () -> dynamo.transactWriteItems(request -> request.transactItems(puts)));
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table.name()).item(item))
                .build();
    }

    @Override
    public Optional<Instant> oldest(String tenant) {
        List<Callable<Optional<Instant>>> calls = new ArrayList<>();
        for (int shard = 0; shard < table.shards(); shard++) {
            AttributeValue pk = table.pk(tenant, shard);
            calls.add(() -> query(pk, 1, Map.of()).items().stream()
                    .findFirst()
                    .flatMap(item -> OutboxTable.recorded(Attributes.text(item, SK))));
        }
        return SideBySide.call(calls).stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** One shard as far as it is read. */
    private final class Shard {
        private final int number;
        private final AttributeValue pk;
        private final List<OutboxItem> items = new ArrayList<>();
        private Map<String, AttributeValue> last = Map.of();
        private boolean atEnd;

        Shard(String tenant, int number) {
            this.number = number;
            this.pk = table.pk(tenant, number);
        }

        void readOn(int most) {
            QueryResponse page = query(pk, most, last);
            page.items().forEach(item -> items.add(OutboxTable.read(number, item)));
            last = page.lastEvaluatedKey();
            atEnd = last.isEmpty();
        }
    }

    private QueryResponse query(AttributeValue pk, int most, Map<String, AttributeValue> after) {
        return dynamo.query(request -> {
            request.tableName(table.name())
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", pk))
                    .consistentRead(true)
                    .limit(most);
            if (!after.isEmpty()) {
                request.exclusiveStartKey(after);
            }
        });
    }

    @Override
    public List<OutboxItem> read(String tenant, int events) {
        List<Shard> shards = IntStream.range(0, table.shards())
                .mapToObj(number -> new Shard(tenant, number))
                .toList();
        int page = pageItems;
        List<Shard> open = shards;
        while (!open.isEmpty() && events(shards) < events) {
            int most = page;
            SideBySide.run(open.stream()
                    .<Runnable>map(shard -> () -> shard.readOn(most))
                    .toList());
            open = open.stream().filter(shard -> !shard.atEnd).toList();
            page = Math.min(events, page * 2);
        }
        List<OutboxItem> items = shards.stream()
                .flatMap(shard -> shard.items.stream())
                .sorted(Comparator.comparing(DynamoOutbox::age))
                .toList();
        rememberPage(items.size(), events(shards), events);
        return items;
    }

    private static int events(List<Shard> shards) {
        return shards.stream()
                .flatMap(shard -> shard.items.stream())
                .mapToInt(item -> item instanceof OutboxItem.Bundle bundle
                        ? bundle.events().size()
                        : 1)
                .sum();
    }

    private static String age(OutboxItem item) {
        return item.key().substring(item.key().indexOf('#') + 1);
    }

    private void rememberPage(int items, int found, int wanted) {
        if (items > 0) {
            long needed = (long) wanted * items / found;
            pageItems = Math.clamp(Math.ceilDiv(needed, table.shards()), 1, wanted);
        }
    }

    @Override
    public void delete(String tenant, Collection<String> keys) {
        BatchWrites.delete(
                dynamo,
                table.name(),
                keys.stream().map(key -> OutboxTable.key(tenant, key)).toList());
    }

    @Override
    public void quarantine(String tenant, OutboxItem item, Event event) {
        Map<String, AttributeValue> key = OutboxTable.key(tenant, item.key());
        Map<String, AttributeValue> found = dynamo.getItem(
                        request -> request.tableName(table.name()).key(key).consistentRead(true))
                .item();
        if (found.isEmpty()) {
            return;
        }
        List<TransactWriteItem> writes = new ArrayList<>(table.puts(tenant, List.of(event)));
        writes.add(put(OutboxTable.inQuarantine(found)));
        writes.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name()).key(key).conditionExpression("attribute_exists(pk)"))
                .build());
        try {
            Answers.of("a quarantine", () -> dynamo.transactWriteItems(request -> request.transactItems(writes)));
        } catch (TransactionCanceledException e) {
            boolean gone =
                    e.cancellationReasons().stream().anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
            if (!gone) {
                throw e;
            }
        }
    }
}
