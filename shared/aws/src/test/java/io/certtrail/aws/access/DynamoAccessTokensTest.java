package io.certtrail.aws.access;

import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.TokenReader;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.access.AccessTokensContract;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class DynamoAccessTokensTest extends AccessTokensContract {
    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final OutboxTable outboxTable =
            new OutboxTable("outbox", 4, new UuidV7(Clock.systemUTC(), new SplittableRandom()));
    private final AccessTokens tokens = new DynamoAccessTokens(dynamo.client(), "operations", outboxTable);
    private final DynamoOutbox outbox = new DynamoOutbox(dynamo.client(), outboxTable);

    @BeforeEach
    void createTables() {
        dynamo.createTable("outbox", Tables.OUTBOX.hashKey(), Tables.OUTBOX.rangeKey(), false);
        dynamo.createTable("operations", Tables.OPERATIONS.hashKey(), Tables.OPERATIONS.rangeKey(), false);
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    @Override
    protected AccessTokens tokens() {
        return tokens;
    }

    @Override
    protected TokenReader reader() {
        return new DynamoTokenReader(dynamo.client(), "operations");
    }

    @Override
    protected List<UUID> recorded(String tenant) {
        return outbox.read(tenant, 100).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .map(Event::id)
                .toList();
    }
}
