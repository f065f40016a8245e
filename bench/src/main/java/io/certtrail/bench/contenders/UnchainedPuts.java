package io.certtrail.bench.contenders;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.bench.dynamo.Meter;
import io.certtrail.bench.load.Load;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.EventJson;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.testkit.chain.SampleEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** No chain at all: one PutItem an event, each under a key of its own. The limit of what single events can reach. */
public final class UnchainedPuts implements Contender {
    private static final TableDefinition TABLE =
            new TableDefinition("UNCHAINED_TABLE", Tables.PK, Optional.empty(), false, Optional.empty());

    private final DynamoPlace place;

    public UnchainedPuts(DynamoPlace place) {
        this.place = place;
    }

    @Override
    public Setup setup() {
        return new Setup("PutItem without a chain", place.name(), place.storage(), 1);
    }

    @Override
    public Run run(int writers, Duration time) throws InterruptedException {
        Meter meter = new Meter();
        DynamoDbClient dynamo = place.client(meter);
        try (DynamoPlace.Fresh fresh = place.tables(List.of(TABLE))) {
            String table = fresh.tables().getFirst();
            Load.Outcome outcome = Load.run(writers, time, () -> {
                Event event = SampleEvents.one(ThreadLocalRandom.current());
                dynamo.putItem(put -> put.tableName(table)
                        .item(Map.of(
                                Tables.PK,
                                Attributes.of(event.id().toString()),
                                "body",
                                Attributes.of(Jcs.text(EventJson.of(event))))));
                return 1;
            });
            long there = fresh.plain().scanPaginator(scan -> scan.tableName(table)).items().stream()
                    .count();
            if (there != outcome.events()) {
                throw new IllegalStateException(
                        "%d events were acknowledged, and %d are there".formatted(outcome.events(), there));
            }
            return new Run(outcome, meter.now(), fresh.bytes(), Duration.ZERO);
        }
    }
}
