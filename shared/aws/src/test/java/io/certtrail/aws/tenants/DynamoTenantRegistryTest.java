package io.certtrail.aws.tenants;

import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.TenantRegistry;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.TenantsContract;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

class DynamoTenantRegistryTest extends TenantsContract {
    private final FiveTables tables = new FiveTables();
    private final OutboxTable outbox =
            new OutboxTable(FiveTables.OUTBOX, 4, new UuidV7(Clock.systemUTC(), new Random(1)));
    private final TenantRegistry tenants = new DynamoTenantRegistry(tables.client(), FiveTables.OPERATIONS, outbox);

    @AfterEach
    void stop() {
        tables.close();
    }

    @Override
    protected TenantRegistry tenants() {
        return tenants;
    }

    @Override
    protected List<Event> recorded(String tenant) {
        return new DynamoOutbox(tables.client(), outbox)
                .read(tenant, 100).stream()
                        .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                        .toList();
    }
}
