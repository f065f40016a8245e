package io.certtrail.aws.faults;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.exports.SampleExports;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the stores are made of. */
record Shop(DynamoDbClient dynamo, OutboxTable outbox, SplittableRandom random) {
    static final String TENANT = SampleExports.ORIGIN.tenant();
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** Events that tell of facts, one each. */
    static List<Event> telling(String... facts) {
        return Arrays.stream(facts).map(Shop::event).toList();
    }

    private static Event event(String fact) {
        return new Event(
                UUID.randomUUID(),
                NOW,
                "custom.fact",
                Severity.INFO,
                new Actor(Actor.Type.USER, "u", "u"),
                Client.NONE,
                new Resource("fact", fact, null),
                "",
                Json.Obj.EMPTY,
                "");
    }
}
