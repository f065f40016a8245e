package io.certtrail.aws.exports;

import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.exports.ExportStoreContract;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class DynamoExportStoreTest extends ExportStoreContract {
    private static final int ALL = 1_000;

    private final EmbeddedDynamo embedded = new EmbeddedDynamo();
    private final OutboxTable outbox = new OutboxTable("outbox", 2, new UuidV7(Clock.systemUTC(), new Random(1)));
    private final DynamoExportStore store = new DynamoExportStore(embedded.client(), "operations", outbox);

    @BeforeEach
    void makeTables() {
        embedded.createTable("outbox", Tables.PK, Tables.OUTBOX.rangeKey(), true);
        embedded.createTable("operations", Tables.PK, Tables.OPERATIONS.rangeKey(), false);
    }

    @AfterEach
    void stop() {
        embedded.close();
    }

    @Override
    protected ExportStore store() {
        return store;
    }

    @Override
    protected List<Event> recorded(String tenant) {
        return new DynamoOutbox(embedded.client(), outbox)
                .read(tenant, ALL).stream()
                        .flatMap(item ->
                                item instanceof OutboxItem.Bundle bundle ? bundle.events().stream() : Stream.empty())
                        .toList();
    }
}
