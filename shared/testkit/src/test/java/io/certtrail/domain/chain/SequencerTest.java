package io.certtrail.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.Drained.End;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.World;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequencerTest {
    private final World world = new World(1);
    private final Sequencer sequencer = world.sequencer(world.lease);

    private List<LoggedEntry> drained() {
        assertThat(sequencer.drain(world.tenant, Deadline.NONE).end()).isEqualTo(End.EMPTY);
        assertThat(world.outbox.read(World.TENANT, 1)).isEmpty();
        return ChainAudit.verifySettled(world.chain, world.origin);
    }

    private static List<UUID> ids(List<LoggedEntry> entries) {
        return entries.stream().skip(1).map(logged -> logged.entry().id()).toList();
    }

    @Test
    void eventsAreLoggedInTheOrderInWhichTheyWereRecorded() {
        List<Event> events = world.record(3, 100, 1);
        assertThat(ids(drained())).isEqualTo(events.stream().map(Event::id).toList());
    }

    @Test
    void whatWasRecordedTogetherIsLoggedWhole() {
        List<Event> events = world.record(100, 100, 100, 100, 7);
        List<LoggedEntry> entries = drained();
        assertThat(entries.stream().skip(1).map(logged -> logged.entry().event()))
                .isEqualTo(events);
        assertThat(world.chain.head(world.origin).orElseThrow().n()).isEqualTo(2);
    }

    @Test
    void aRunIsWholeInABlockAndIsLoggedOnceHoweverOftenItComes() {
        RunIds runs = new RunIds(world.clock, world.random);
        List<Event> first = SampleEvents.run(runs.next(), 100, world.random);
        List<Event> second = SampleEvents.run(runs.next(), 100, world.random);
        List<Event> third = SampleEvents.run(runs.next(), 100, world.random);
        List.of(first, second, first, third, second).forEach(run -> world.outbox.record(World.TENANT, run));

        List<LoggedEntry> entries = drained();

        assertThat(entries.stream().skip(1).map(logged -> logged.entry().event()))
                .isEqualTo(Stream.of(first, second, third).flatMap(List::stream).toList());
        assertThat(world.chain.blocks(world.origin, 1, 9))
                .extracting(Block::count)
                .containsExactly(200, 100);
        world.outbox.record(World.TENANT, third);
        assertThat(drained()).isEqualTo(entries);
    }

    @Test
    void aPartOfARunIsNoBundle() {
        List<Event> run = SampleEvents.run(new RunIds(world.clock, world.random).next(), 3, world.random);
        List<Event> twice = Stream.concat(run.stream(), run.stream()).toList();
        for (List<Event> broken : List.of(run.subList(1, 3), List.of(run.get(0), run.get(2)), twice)) {
            assertThatThrownBy(() -> new OutboxItem.Bundle("0#a#00", broken))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anEmptyOutboxMakesNoBlock() {
        assertThat(drained()).hasSize(1);
        assertThat(world.chain.head(world.origin).orElseThrow().n()).isZero();
    }

    @Test
    void anEventThatComesTwiceIsLoggedOnceWithItsFirstContent() {
        Event first = SampleEvents.one(world.random);
        Event second = SampleEvents.withId(first.id(), world.random);
        assertThat(second).isNotEqualTo(first);
        world.outbox.record(World.TENANT, List.of(first));
        world.outbox.record(World.TENANT, List.of(second));
        drained();
        world.outbox.record(World.TENANT, List.of(SampleEvents.one(world.random), second));
        List<LoggedEntry> entries = drained();
        assertThat(entries).hasSize(3);
        assertThat(entries.get(1).entry().event()).isEqualTo(first);
    }

    @Test
    void aBlockHoldsNoMoreThanFits() {
        for (int i = 0; i < 20; i++) {
            world.outbox.record(
                    World.TENANT, List.of(SampleEvents.large(60_000, world.random), SampleEvents.one(world.random)));
        }
        List<LoggedEntry> entries = drained();
        assertThat(entries).hasSize(41);
        assertThat(world.chain.head(world.origin).orElseThrow().n()).isGreaterThan(2);
    }

    @Test
    void timeNeverRunsBack() {
        world.record(1);
        drained();
        world.clock.move(Duration.ofHours(-1));
        world.record(1);
        List<LoggedEntry> entries = drained();
        assertThat(entries.get(2).entry().time())
                .isEqualTo(entries.get(1).entry().time());
    }

    @Test
    void whatNobodyCanReadGoesToQuarantineAndHoldsNothingUp() {
        world.record(1);
        String key = world.outbox.recordUnreadable(World.TENANT, "expected version 1,\u0007 found \uD800 7");
        world.record(1);
        List<LoggedEntry> entries = drained();
        assertThat(entries).hasSize(4);
        assertThat(world.outbox.quarantined()).containsOnlyKeys(key);
        Event told = entries.getLast().entry().event();
        assertThat(told.action()).isEqualTo("audit.event.quarantined");
        assertThat(told.description()).contains(key);
    }

    @Test
    void aChainThatWasNeverOpenedStopsTheWriter() {
        World other = new World(2);
        other.chain.loseHead(other.origin);
        other.record(1);
        assertThatThrownBy(() -> other.sequencer(other.lease).drain(other.tenant, Deadline.NONE))
                .isInstanceOf(HeadMissing.class)
                .hasMessageContaining(other.origin.text());
        assertThat(other.outbox.read(World.TENANT, 1)).hasSize(1);
    }

    @Test
    void aChainIsOpenedOnce() {
        Block first = world.chain.block(world.origin, 0).orElseThrow();
        world.open();
        assertThat(world.chain.block(world.origin, 0)).contains(first);
        assertThat(first.entries().getFirst().entry().action()).isEqualTo("ledger.opened");
        world.chain.loseHead(world.origin);
        assertThatThrownBy(world::open).isInstanceOf(HeadMissing.class);
    }

    @Test
    void whoFindsTheLeaseHeldLeavesAMarkAndIsFollowedByOneWake() {
        UUID holder = new UUID(0, 1);
        world.lease.take(world.origin, holder, Duration.ofSeconds(5));
        world.record(1);
        assertThat(sequencer.drain(world.tenant, Deadline.NONE).end()).isEqualTo(End.BUSY);
        assertThat(sequencer.drain(world.tenant, Deadline.NONE).end()).isEqualTo(End.BUSY);
        assertThat(world.wakes.take()).containsExactly("sequencer default PT5S");
        assertThat(world.lease.release(world.origin, holder, 0)).isFalse();
        world.clock.move(Duration.ofSeconds(6));
        assertThat(drained()).hasSize(2);
    }

    @Test
    void whenTheTimeIsNearlyUpItGoesOnLater() {
        world.record(100, 100, 100, 100);
        Drained drained = sequencer.drain(
                world.tenant,
                () -> Duration.ofSeconds(
                        world.chain.head(world.origin).orElseThrow().n() == 0 ? 30 : 9));
        assertThat(drained).isEqualTo(new Drained(End.OUT_OF_TIME, 1, Block.MAX_ENTRIES));
        assertThat(world.wakes.take()).containsExactly("sequencer default PT0S");
        assertThat(drained()).hasSize(401);
    }
}
