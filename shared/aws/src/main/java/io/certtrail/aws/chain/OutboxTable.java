package io.certtrail.aws.chain;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.ledger.entry.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The items of the table {@code outbox}.
 *
 * <ul>
 *   <li>{@code pk} = {@code <tenant>#<shard>}, {@code sk} = {@code <uuidv7>#<part>}: in a shard the oldest stands first
 *   <li>{@code v} = 1, {@code count}, {@code body}: events packed by {@link EventPack}
 *   <li>what is in quarantine: {@code pk} = {@code <tenant>!<shard>} and otherwise as it was
 * </ul>
 *
 * <p>Written by whoever records, in the transaction of the change that the events are about ({@link #puts}); read
 * shard by shard and deleted by the sequencer ({@link DynamoOutbox}). The key by which a block names an item is
 * {@code <shard>#<uuidv7>#<part>}.
 */
public final class OutboxTable {
    private static final long VERSION = 1;
    private static final int UNIX_MILLIS_SHIFT = 16;

    private final String name;
    private final int shards;
    private final IdSource ids;

    /**
     * The table of that name.
     *
     * @param ids must be of version 7
     */
    public OutboxTable(String name, int shards, IdSource ids) {
        this.name = name;
        this.shards = shards;
        this.ids = ids;
    }

    String name() {
        return name;
    }

    int shards() {
        return shards;
    }

    /**
     * The puts that record events, for the transaction of the change that they are about: one, or a few if the events
     * are large. All go to one shard, in their order.
     *
     * @throws IllegalArgumentException if there are no events, or more than {@link Outbox} takes
     */
    public List<TransactWriteItem> puts(String tenant, List<Event> events) {
        return items(tenant, events).stream()
                .map(item -> TransactWriteItem.builder()
                        .put(Put.builder().tableName(name).item(item).build())
                        .build())
                .toList();
    }

    List<Map<String, AttributeValue>> items(String tenant, List<Event> events) {
        if (events.isEmpty() || events.size() > Outbox.MAX_EVENTS) {
            throw new IllegalArgumentException(
                    "expected 1 to %d events, found %d".formatted(Outbox.MAX_EVENTS, events.size()));
        }
        List<EventPack> packs = EventPack.pack(events);
        int bytes = packs.stream().mapToInt(pack -> pack.body().length).sum();
        if (bytes > Outbox.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "expected at most %d bytes of events, found %d".formatted(Outbox.MAX_BYTES, bytes));
        }
        UUID id = ids.next();
        AttributeValue pk = pk(tenant, Math.floorMod(id.getLeastSignificantBits(), shards));
        List<Map<String, AttributeValue>> items = new ArrayList<>(packs.size());
        for (EventPack pack : packs) {
            items.add(Map.of(
                    PK,
                    pk,
                    SK,
                    Attributes.of("%s#%02d".formatted(id, items.size())),
                    "v",
                    Attributes.of(VERSION),
                    "count",
                    Attributes.of(pack.count()),
                    "body",
                    Attributes.of(pack.body())));
        }
        return items;
    }

    AttributeValue pk(String tenant, int shard) {
        return Attributes.of(tenant + '#' + shard);
    }

    /** The tenant whose outbox an item is in, by its partition key; empty for what is in quarantine. */
    public static Optional<String> tenant(String pk) {
        int end = pk.lastIndexOf('#');
        return end < 1 ? Optional.empty() : Optional.of(pk.substring(0, end));
    }

    /** When an item was recorded, by its sort key; empty if it isn't one of ours. */
    static Optional<Instant> recorded(String sk) {
        try {
            UUID id = UUID.fromString(sk.substring(0, Math.max(0, sk.indexOf('#'))));
            return id.version() == 7
                    ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> UNIX_MILLIS_SHIFT))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static OutboxItem read(int shard, Map<String, AttributeValue> item) {
        String key = shard + "#" + Attributes.text(item, SK);
        try {
            long version = Attributes.number(item, "v");
            if (version != VERSION) {
                return new OutboxItem.Unreadable(key, "expected version %d, found %d".formatted(VERSION, version));
            }
            int count = Math.toIntExact(Attributes.number(item, "count"));
            return new OutboxItem.Bundle(key, new EventPack(count, Attributes.bytes(item, "body")).expand());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new OutboxItem.Unreadable(key, String.valueOf(e.getMessage()));
        }
    }

    /** The item's key in the table, from the key by which a block names it. */
    static Map<String, AttributeValue> key(String tenant, String outboxKey) {
        int end = outboxKey.indexOf('#');
        if (end < 1) {
            throw new IllegalArgumentException("an outbox key is <shard>#<uuid>#<part>, found " + outboxKey);
        }
        return Map.of(
                PK, Attributes.of(tenant + '#' + outboxKey.substring(0, end)),
                SK, Attributes.of(outboxKey.substring(end + 1)));
    }

    /** An item as it stands in quarantine: no larger than it was. */
    static Map<String, AttributeValue> inQuarantine(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> copy = new HashMap<>(item);
        String pk = Attributes.text(item, PK);
        int end = pk.lastIndexOf('#');
        copy.put(PK, Attributes.of(pk.substring(0, end) + '!' + pk.substring(end + 1)));
        return copy;
    }
}
