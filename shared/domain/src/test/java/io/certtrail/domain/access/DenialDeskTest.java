package io.certtrail.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DenialDeskTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final List<String> tenants = new ArrayList<>();
    private final List<Event> recorded = new ArrayList<>();
    private final List<RuntimeException> trouble = new ArrayList<>();
    private boolean away;
    private Instant now = START;

    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final DenialDesk desk = new DenialDesk(
            new Outbox() {
                @Override
                public void record(String tenant, List<Event> events) {
                    if (away) {
                        throw new IllegalStateException("away");
                    }
                    tenants.add(tenant);
                    recorded.addAll(events);
                }

                @Override
                public Optional<Instant> oldest(String tenant) {
                    return Optional.empty();
                }
            },
            Catalogue.load(),
            new UuidV7(clock, new SplittableRandom(1)),
            clock,
            "home",
            trouble::add);

    /** A botnet fills neither memory nor the ledger. */
    @Test
    void aFloodFromEverywhereIsAFewEntriesAMinute() {
        int refused = 0;
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 5000; i++) {
                desk.denied(from("192.0.2." + i, "unknown credential"));
                refused++;
            }
            now = now.plus(DenialDesk.PERIOD);
        }
        assertThat(recorded).hasSizeLessThanOrEqualTo(3 * 2 * (DenialDesk.MOST + 1));
        settle();
        assertThat(told()).isEqualTo(refused + 3);
        assertThat(recorded.stream().map(Event::id).distinct()).hasSameSizeAs(recorded);
    }

    @Test
    void reasonsAreToldApart() {
        desk.denied(from("192.0.2.1", "a"));
        desk.denied(from("192.0.2.1", "b"));
        desk.denied(from("192.0.2.1", "a"));

        assertThat(recorded).hasSize(2);
    }

    @Test
    void whoIsKnownIsToldOfInItsTenantAndOthersAtHome() {
        Principal known = new Principal(
                "theirs",
                new Actor(Actor.Type.USER, "u", "ada"),
                Role.VIEWER,
                new CredentialId(Credential.Kind.API_TOKEN, "t", false));
        desk.denied(new Denial(
                Denial.Kind.ACCESS, Optional.of(known), new Client("192.0.2.1", null), "GET", "/x", "the role viewer"));
        desk.denied(from("192.0.2.1", "unknown credential"));

        assertThat(tenants).containsExactly("theirs", "home");
    }

    @Test
    void noCharacterOfACallerBreaksAnEntry() {
        for (int c = 0; c <= 0xFFFF; c++) {
            String text = "/a" + (char) c + "b";
            Event _ = event(new Denial(
                    Denial.Kind.ACCESS,
                    Optional.empty(),
                    Client.NONE,
                    "G" + (char) c,
                    text.repeat(300),
                    "r" + (c >> 8)));
        }
        assertThat(trouble).isEmpty();
    }

    @Test
    void whatCantBeRecordedIsToldToTheOperatorAndThrowsNothing() {
        away = true;
        desk.denied(from("192.0.2.1", "a"));

        assertThat(trouble).hasSize(1);
    }

    private Event event(Denial denial) {
        now = now.plus(Duration.ofMinutes(2));
        desk.denied(denial);
        return recorded.getLast();
    }

    private void settle() {
        for (int i = 0; i < 3; i++) {
            now = now.plus(DenialDesk.PERIOD);
            desk.denied(from("198.51.100.1", "last"));
        }
    }

    private long told() {
        return recorded.stream()
                .mapToLong(event -> ((Json.Num) event.details().member("count")).value())
                .sum();
    }

    private static Denial from(String ip, String reason) {
        return new Denial(Denial.Kind.ACCESS, Optional.empty(), new Client(ip, null), "GET", "/api/audit", reason);
    }
}
