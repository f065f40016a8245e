package io.certtrail.aws.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.OutboxContract;
import io.certtrail.testkit.chain.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class DynamoOutboxTest extends OutboxContract {
    private static final FiveTables TABLES = new FiveTables();
    private final OutboxTable table =
            new OutboxTable(FiveTables.OUTBOX, 4, new UuidV7(Clock.systemUTC(), new SecureRandom()));
    private final DynamoOutbox outbox = new DynamoOutbox(TABLES.client(), table);

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    @Override
    protected Outbox outbox() {
        return outbox;
    }

    @Override
    protected OutboxDrain drain() {
        return outbox;
    }

    @Override
    protected String recordUnreadable(String tenant) {
        return put(tenant, Map.of("v", Attributes.of(7), "count", Attributes.of(1)));
    }

    private String put(String tenant, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("pk", Attributes.of(tenant + "#2"));
        item.put("sk", Attributes.of("nobody wrote this"));
        TABLES.client().putItem(request -> request.tableName(FiveTables.OUTBOX).item(item));
        return "2#nobody wrote this";
    }

    @Override
    protected boolean isInQuarantine(String tenant, String key) {
        Map<String, AttributeValue> item = TABLES.client()
                .getItem(request -> request.tableName(FiveTables.OUTBOX)
                        .key(Map.of("pk", Attributes.of(tenant + "!2"), "sk", Attributes.of(key.substring(2)))))
                .item();
        return item.containsKey("v") && Attributes.number(item, "v") == 7;
    }

    private String reason() {
        return outbox.read(tenant, 100).stream()
                .filter(item -> item instanceof OutboxItem.Unreadable)
                .map(item -> ((OutboxItem.Unreadable) item).reason())
                .findFirst()
                .orElse("readable");
    }

    @Test
    void everyFormThatNobodyWroteIsToldApart() {
        byte[] good = EventPack.pack(SampleEvents.some(2, random)).getFirst().body();
        put(tenant, Map.of());
        assertThat(reason()).contains("attribute v");
        put(tenant, Map.of("v", Attributes.of(1), "count", Attributes.of(0), "body", Attributes.of(good)));
        assertThat(reason()).contains("1 to 100 events, found 0");
        put(tenant, Map.of("v", Attributes.of(1), "count", Attributes.of(3), "body", Attributes.of(good)));
        assertThat(reason()).contains("expected 3 lines, found 2");
        byte[] text = "[]\n".getBytes(StandardCharsets.UTF_8);
        put(tenant, Map.of("v", Attributes.of(1), "count", Attributes.of(1), "body", Attributes.of(text)));
        assertThat(reason()).contains("is no gzip");
        put(tenant, Map.of("v", Attributes.of(1), "count", Attributes.of(1L << 40), "body", Attributes.of(good)));
        assertThat(reason()).isNotEqualTo("readable");
        put(tenant, Map.of("v", Attributes.of(1), "count", Attributes.of(2), "body", Attributes.of(good)));
        assertThat(reason()).isEqualTo("readable");
    }

    @Test
    void aMegabyteThatCannotBeCompressedIsOneTransaction() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            events.add(SampleEvents.large(63_000, random));
        }
        List<TransactWriteItem> puts = table.puts(tenant, events);
        assertThat(puts).hasSizeBetween(2, 8);
        assertThat(puts.stream().map(put -> put.put().item().get("pk")).distinct())
                .hasSize(1);
        TABLES.client().transactWriteItems(request -> request.transactItems(puts));
        assertThat(outbox.read(tenant, 100).stream().flatMap(item -> ((OutboxItem.Bundle) item).events().stream()))
                .isEqualTo(events);
    }

    @Test
    void moreThanATransactionTakesIsRefused() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(SampleEvents.large(63_000, random));
        }
        assertThatThrownBy(() -> table.puts(tenant, events)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyOfAnItemTellsItsTenant() {
        assertThat(OutboxTable.tenant("alpha#3")).contains("alpha");
        assertThat(OutboxTable.tenant("alpha!3")).isEmpty();
    }
}
