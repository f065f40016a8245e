package io.certtrail.search;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random entries in the order of time, of words in many scripts, made to be easily mistaken for each other. */
public final class RandomEntries {
    /** Latin with and without marks (composed and not), Greek, Cyrillic, Hebrew and Arabic, Han, Hangul, emoji, ligatures. */
    static final List<String> WORDS = List.of(
            "login",
            "logins",
            "failed",
            "Failed",
            "FAILED",
            "rotation",
            "rotated",
            "key",
            "keys",
            "a",
            "ab",
            "abc",
            "Zażółć",
            "zazolc",
            "Zaz\u0307o\u0301ł\u0107",
            "naïve",
            "nai\u0308ve",
            "straße",
            "STRASSE",
            "ΣΑΣ",
            "σας",
            "σασα",
            "ключ",
            "КЛЮЧ",
            "שלום",
            "שָׁלוֹם",
            "مفتاح",
            "مِفْتَاح",
            "\u202bمفتاح\u202c",
            "證書",
            "证书",
            "証明書",
            "열쇠",
            "\u1100\u1161",
            "가",
            "ﬁle",
            "file",
            "x\u0301\u0302\u0303\u0304",
            "𝒳𝒴",
            "xy",
            "🔑",
            "İstanbul",
            "istanbul",
            "ı",
            "10",
            "١٠",
            "host-17.example.com",
            "2001:db8::1",
            "a_b",
            "it's",
            "");

    private static final List<String> ACTIONS = List.of(
            "rotation.completed",
            "rotation.failed",
            "auth.login.failed",
            "auth.login.succeeded",
            "custom.Shop.order",
            "custom.shop.order",
            "custom.shop.order.paid");
    private static final List<String> NAMES =
            List.of("alice", "Alice", "ALICE", "system", "Zażółć gęślą", "", "bob the builder", "u-1");

    private final Random random;
    private final int longestGapMs;
    private final List<String> words;
    private Instant time;
    private long seq;

    /**
     * A source of entries.
     *
     * @param longestGapMs between two entries; 0 gives all the same time
     */
    public RandomEntries(Random random, Instant start, int longestGapMs) {
        this(random, start, longestGapMs, WORDS);
    }

    /** The same, of these words. */
    public RandomEntries(Random random, Instant start, int longestGapMs, List<String> words) {
        this.random = random;
        this.words = words;
        this.longestGapMs = longestGapMs;
        time = start;
    }

    public List<LoggedEntry> next(int count) {
        List<LoggedEntry> some = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            time = time.plusMillis(
                    longestGapMs == 0 || random.nextInt(3) == 0 ? 0 : random.nextInt(1 + random.nextInt(longestGapMs)));
            some.add(new LoggedEntry(seq++, entry(), Seed.fresh(random)));
        }
        return some;
    }

    private Entry entry() {
        int resource = random.nextInt(30);
        Actor.Type type = pick(List.of(Actor.Type.values()));
        return new Entry(
                new UUID((random.nextLong() & ~0xf000L) | 0x7000L, (random.nextLong() >>> 2) | (1L << 63)),
                time,
                time.minusMillis(random.nextInt(100_000) - 10_000),
                pick(ACTIONS),
                random.nextInt(3) == 0 ? pick(List.of(Severity.values())) : Severity.INFO,
                new Actor(type, random.nextInt(50) == 0 ? longText() : "u-" + random.nextInt(9), pick(NAMES)),
                random.nextInt(3) == 0 ? Client.NONE : new Client("192.0.2." + random.nextInt(5), null),
                new Resource(
                        pick(List.of("secret", "vault", "Secret")),
                        "r-" + resource,
                        resource % 3 == 0 ? nullIfEmpty(text()) : null),
                text(),
                details(),
                random.nextBoolean() ? "" : "job-" + random.nextInt(40));
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private Json.Obj details() {
        Json.ObjBuilder details = Json.obj();
        if (random.nextBoolean()) {
            details.put("text", text());
        }
        if (random.nextInt(4) == 0) {
            details.put(
                    "inner",
                    Json.arr(Json.of(text()), Json.of(random.nextInt(20)), Json.NULL, Json.of(random.nextBoolean())));
        }
        if (random.nextInt(200) == 0) {
            details.put("long", longText());
        }
        return details.build();
    }

    /** Longer than what an index holds of a word. */
    private String longText() {
        return "w".repeat(290 + random.nextInt(20)) + "é".repeat(random.nextInt(3)) + "🔑".repeat(random.nextInt(3));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            text.append(text.isEmpty() ? "" : pick(List.of(" ", " ", "-", ", ", "/")))
                    .append(pick(words));
        }
        return text.toString();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
