package io.certtrail.testkit.chain;

import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Events to fill a chain with. */
public final class SampleEvents {
    private static final Instant OCCURRED = Instant.parse("2026-11-22T10:00:00.123Z");

    private SampleEvents() {}

    /** An event of its own id, some 500 bytes. */
    public static Event one(RandomGenerator random) {
        return withId(new UUID(random.nextLong(), random.nextLong()), random);
    }

    public static List<Event> some(int count, RandomGenerator random) {
        return IntStream.range(0, count).mapToObj(i -> one(random)).toList();
    }

    /** Events as they come without ids of their own: of one run, at most {@value RunIds#MOST}. */
    public static List<Event> run(UUID first, int count, RandomGenerator random) {
        return IntStream.range(0, count)
                .mapToObj(i -> withId(RunIds.at(first, i), random))
                .toList();
    }

    /** An event of this id with contents of its own. */
    public static Event withId(UUID id, RandomGenerator random) {
        Json.Obj details = Json.obj()
                .put("username", "user-" + random.nextInt(1000))
                .put("ip", "192.0.2." + random.nextInt(256))
                .put("attempt", random.nextInt(1 << 20))
                .build();
        return of(id, details);
    }

    /** An event with this many bytes of details that can't be compressed by much. */
    public static Event large(int bytes, RandomGenerator random) {
        StringBuilder noise = new StringBuilder(bytes);
        while (noise.length() < bytes) {
            noise.append(Long.toString(random.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX));
        }
        noise.setLength(bytes);
        return of(
                new UUID(random.nextLong(), random.nextLong()),
                Json.obj().put("noise", noise.toString()).build());
    }

    private static Event of(UUID id, Json.Obj details) {
        return new Event(
                id,
                OCCURRED,
                "custom.test.happened",
                Severity.INFO,
                new Actor(Actor.Type.USER, "u-1", "Ada"),
                new Client("192.0.2.1", "test/1"),
                new Resource("thing", "thing-1", null),
                "Something happened to thing-1",
                details,
                "");
    }
}
