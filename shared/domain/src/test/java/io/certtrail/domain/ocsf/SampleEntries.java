package io.certtrail.domain.ocsf;

import io.certtrail.domain.catalogue.ActionDefinition;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.catalogue.DetailType;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random entries of the catalogue's actions, with what callers may well give. */
final class SampleEntries {
    private static final List<String> TEXTS =
            List.of("", "ada", "Zażółć, gęślą", "a\"b\\c\n", "=1+1", "😀", "x".repeat(5000));
    private static final List<String> ADDRESSES = List.of(
            "192.0.2.7",
            "255.255.255.255",
            "2001:db8::1",
            "::",
            "::1",
            "::ffff:192.0.2.7",
            "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            "fe80::1%eth0",
            "127.1",
            "256.1.1.1",
            "01.2.3.4",
            "192.0.2.7:443",
            "[::1]",
            "1::2::3",
            "cafe",
            ":",
            "not an address",
            "2001:db8::1".repeat(9));

    private final Catalogue catalogue;
    private final Random random;

    SampleEntries(Catalogue catalogue, Random random) {
        this.catalogue = catalogue;
        this.random = random;
    }

    LoggedEntry of(ActionDefinition action) {
        Json.ObjBuilder details = Json.obj();
        action.details().forEach(field -> details.put(field.name(), value(field.type())));
        boolean lasts = action.details().stream().anyMatch(field -> field.name().equals("durationMs"));
        if (!lasts && random.nextBoolean()) {
            details.put("durationMs", random.nextBoolean() ? Json.of(random.nextInt()) : Json.of("long"));
        }
        String type = action.resourceType() == null ? "thing" : action.resourceType();
        Instant occurred = Instant.ofEpochMilli(random.nextLong(-1_000_000_000_000L, 4_000_000_000_000L));
        return new LoggedEntry(
                random.nextLong(1L << 53),
                catalogue
                        .event(
                                new UUID(random.nextLong(), random.nextLong()),
                                occurred,
                                action.action(),
                                new Actor(
                                        pick(Arrays.asList(Actor.Type.values())),
                                        "id-" + random.nextInt(9),
                                        pick(TEXTS)),
                                new Client(maybe(ADDRESSES), maybe(TEXTS)),
                                new Resource(type, "id-" + random.nextInt(9), maybe(TEXTS)),
                                details.build(),
                                pick(TEXTS))
                        .at(occurred.plusSeconds(1)),
                Seed.fresh(random));
    }

    private Json value(DetailType type) {
        return switch (pick(type.kinds())) {
            case STRING, VALUE -> Json.of(pick(TEXTS));
            case INTEGER -> Json.of(random.nextInt());
            case BOOLEAN -> Json.of(random.nextBoolean());
            case TIME -> Json.of("2026-11-22T10:00:00Z");
            case STRINGS -> Json.arr(Json.of(pick(TEXTS)), Json.of(pick(TEXTS)));
            case OBJECT -> Json.obj().put("class_uid", pick(TEXTS)).build();
            case CHANGES ->
                Json.arr(Json.obj()
                        .put("field", "role")
                        .put("old", Json.NULL)
                        .put("new", pick(TEXTS))
                        .build());
            case NULL -> Json.NULL;
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private @Nullable String maybe(List<String> choices) {
        return random.nextInt(4) == 0 ? null : pick(choices);
    }
}
