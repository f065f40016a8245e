package io.certtrail.testkit.exports;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random entries in the order of time: some at the same millisecond, some with what a CSV has to quote. */
final class SampleEntries {
    private static final List<String> ACTIONS =
            List.of("rotation.completed", "rotation.failed", "auth.login.failed", "custom.shop.order");
    private static final int LONGEST_GAP_MS = 40;

    private final Random random;
    private final SampleWords words;
    private Instant time = Instant.parse("2026-11-22T10:00:00.000Z");

    SampleEntries(Random random, SampleWords words) {
        this.random = random;
        this.words = words;
    }

    List<LoggedEntry> next(long firstSeq, int count) {
        List<LoggedEntry> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            time = time.plus(Duration.ofMillis(Math.max(0, random.nextInt(LONGEST_GAP_MS) - LONGEST_GAP_MS / 2)));
            some.add(new LoggedEntry(firstSeq + i, entry(), Seed.fresh(random)));
        }
        return some;
    }

    /** The same, but for its description. */
    LoggedEntry otherThan(LoggedEntry logged) {
        Entry entry = logged.entry();
        return new LoggedEntry(
                logged.seq(),
                new Entry(
                        entry.id(),
                        entry.time(),
                        entry.occurred(),
                        entry.action(),
                        entry.severity(),
                        entry.actor(),
                        entry.client(),
                        entry.resource(),
                        "nothing happened",
                        entry.details(),
                        entry.trace()),
                logged.seed());
    }

    private Entry entry() {
        int actor = random.nextInt(4);
        int resource = random.nextInt(6);
        return new Entry(
                new UUID((random.nextLong() & ~0xf000L) | 0x7000L, (random.nextLong() >>> 2) | (1L << 63)),
                time,
                time.minusMillis(random.nextInt(5_000)),
                pick(ACTIONS),
                pick(List.of(Severity.values())),
                new Actor(
                        pick(List.of(Actor.Type.values())),
                        "u-" + actor,
                        words.actors().get(actor)),
                actor == 0 ? Client.NONE : new Client("192.0.2." + actor, null),
                new Resource(
                        resource < 3 ? "secret" : "vault", "r-" + resource, resource == 1 ? words.resource() : null),
                words.event() + " r-" + resource,
                Json.obj()
                        .put("text", "word-" + random.nextInt(20))
                        .put("count", 7)
                        .build(),
                random.nextBoolean() ? "" : "job-" + random.nextInt(9));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
