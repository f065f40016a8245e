package io.certtrail.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.ledger.entry.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} and {@link OutboxDrain} keep. */
public abstract class OutboxContract {
    /** Random, and the same in each run. */
    protected final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(8);

    /** A tenant that no other test uses. */
    protected final String tenant = "t" + UUID.randomUUID();

    protected abstract Outbox outbox();

    protected abstract OutboxDrain drain();

    /** Puts an item in that nobody can read, and says its key. */
    protected abstract String recordUnreadable(String tenant);

    /** Whether the item is kept in quarantine as it was. */
    protected abstract boolean isInQuarantine(String tenant, String key);

    private List<Event> events(int most) {
        List<Event> events = new ArrayList<>();
        for (OutboxItem item : drain().read(tenant, most)) {
            if (item instanceof OutboxItem.Bundle bundle) {
                events.addAll(bundle.events());
            }
        }
        return events;
    }

    private List<String> keys() {
        return drain().read(tenant, 1000).stream().map(OutboxItem::key).toList();
    }

    @Test
    void anOutboxIsEmptyAtFirst() {
        assertThat(drain().read(tenant, 256)).isEmpty();
        assertThat(outbox().oldest(tenant)).isEmpty();
    }

    @Test
    void whatWasRecordedIsReadAsItWas() {
        List<Event> events = SampleEvents.some(100, random);
        outbox().record(tenant, events);
        assertThat(events(256)).isEqualTo(events);
        assertThat(drain().read(tenant + "x", 256)).isEmpty();
    }

    @Test
    void readingGivesEnoughIfThereIsEnough() {
        for (int i = 0; i < 150; i++) {
            outbox().record(tenant, SampleEvents.some(1 + i % 3, random));
        }
        assertThat(events(1)).isNotEmpty();
        assertThat(events(256)).hasSizeGreaterThanOrEqualTo(256);
        assertThat(events(10_000)).hasSize(300);
        assertThat(events(100)).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void aLargeRequestIsRecordedWhole() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(SampleEvents.large(60_000, random));
        }
        outbox().record(tenant, events);
        assertThat(events(1000)).isEqualTo(events);
    }

    @Test
    void tooManyAndNoEventsAreRefused() {
        assertThatThrownBy(() -> outbox().record(tenant, SampleEvents.some(101, random)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outbox().record(tenant, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(keys()).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
        for (int i = 0; i < 60; i++) {
            outbox().record(tenant, SampleEvents.some(1, random));
        }
        List<String> keys = keys();
        assertThat(keys).hasSize(60).doesNotHaveDuplicates();
        drain().delete(tenant, keys.subList(0, 40));
        drain().delete(tenant, keys.subList(10, 50));
        drain().delete(tenant, List.of());
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(keys.subList(50, 60));
    }

    @Test
    void theOldestTellsHowFarBehindTheChainIs() {
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        outbox().record(tenant, SampleEvents.some(1, random));
        assertThat(outbox().oldest(tenant).orElseThrow()).isBetween(before, before.plus(Duration.ofMinutes(2)));
    }

    @Test
    void whatCannotBeReadIsToldAndSetAsideWithAnEventInItsPlace() {
        outbox().record(tenant, SampleEvents.some(2, random));
        String key = recordUnreadable(tenant);
        OutboxItem unreadable = drain().read(tenant, 1000).stream()
                .filter(item -> item instanceof OutboxItem.Unreadable)
                .findFirst()
                .orElseThrow();
        assertThat(unreadable.key()).isEqualTo(key);
        Event told = SampleEvents.one(random);
        drain().quarantine(tenant, unreadable, told);
        drain().quarantine(tenant, unreadable, SampleEvents.one(random));
        assertThat(keys()).hasSize(2).doesNotContain(key);
        assertThat(events(1000)).hasSize(3).contains(told);
        assertThat(isInQuarantine(tenant, key)).isTrue();
    }
}
