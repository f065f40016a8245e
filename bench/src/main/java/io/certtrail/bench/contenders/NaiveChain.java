package io.certtrail.bench.contenders;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.bench.dynamo.Meter;
import io.certtrail.bench.load.Load;
import io.certtrail.ledger.entry.EventJson;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.testkit.chain.SampleEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The chain that most tutorials show: read the last event, hash it into the next one, put that if its place is free, and
 * try again with jitter if it isn't.
 */
public final class NaiveChain implements Contender {
    private static final TableDefinition TABLE =
            new TableDefinition("NAIVE_TABLE", Tables.PK, Optional.of(Tables.SK), false, Optional.empty());
    private static final AttributeValue CHAIN = Attributes.of("chain");
    private static final long FIRST_PAUSE_MS = 5;
    private static final int MOST_DOUBLINGS = 6;

    private final DynamoPlace place;

    public NaiveChain(DynamoPlace place) {
        this.place = place;
    }

    @Override
    public Setup setup() {
        return new Setup("naive chain", place.name(), place.storage(), 1);
    }

    /** The end of the chain. */
    private record End(long seq, Hash hash) {}

    @Override
    public Run run(int writers, Duration time) throws InterruptedException {
        Meter meter = new Meter();
        DynamoDbClient dynamo = place.client(meter);
        try (DynamoPlace.Fresh fresh = place.tables(List.of(TABLE))) {
            String table = fresh.tables().getFirst();
            Load.Outcome outcome = Load.run(writers, time, () -> {
                append(dynamo, table, Jcs.text(EventJson.of(SampleEvents.one(ThreadLocalRandom.current()))));
                return 1;
            });
            verify(fresh.plain(), table, outcome.events());
            return new Run(outcome, meter.now(), fresh.bytes(), Duration.ZERO);
        }
    }

    private static void append(DynamoDbClient dynamo, String table, String body) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            End end = end(dynamo, table);
            Hash hash = Link.hash(end.hash(), body);
            try {
                dynamo.putItem(put -> put.tableName(table)
                        .item(Map.of(
                                Tables.PK,
                                CHAIN,
                                Tables.SK,
                                Attributes.of("%012d".formatted(end.seq() + 1)),
                                "body",
                                Attributes.of(body),
                                "prev",
                                Attributes.of(end.hash()),
                                "hash",
                                Attributes.of(hash)))
                        .conditionExpression("attribute_not_exists(pk)"));
                return;
            } catch (ConditionalCheckFailedException e) {
                long most = FIRST_PAUSE_MS << Math.min(attempt, MOST_DOUBLINGS);
                Thread.sleep(ThreadLocalRandom.current().nextLong(most) + 1);
            }
        }
    }

    private static End end(DynamoDbClient dynamo, String table) {
        return dynamo
                .query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", CHAIN))
                        .scanIndexForward(false)
                        .consistentRead(true)
                        .limit(1))
                .items()
                .stream()
                .findFirst()
                .map(item -> new End(Long.parseLong(Attributes.text(item, Tables.SK)), Attributes.hash(item, "hash")))
                .orElseGet(() -> new End(-1, Link.GENESIS));
    }

    private static void verify(DynamoDbClient dynamo, String table, long events) {
        End end = new End(-1, Link.GENESIS);
        for (Map<String, AttributeValue> item : dynamo.queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", CHAIN)))
                .items()) {
            Hash hash = Link.hash(end.hash(), Attributes.text(item, "body"));
            long seq = Long.parseLong(Attributes.text(item, Tables.SK));
            if (seq != end.seq() + 1 || !hash.equals(Attributes.hash(item, "hash"))) {
                throw new IllegalStateException("the naive chain does not hold at " + seq);
            }
            end = new End(seq, hash);
        }
        if (end.seq() + 1 != events) {
            throw new IllegalStateException(
                    "%d events were acknowledged, and the naive chain has %d".formatted(events, end.seq() + 1));
        }
    }
}
