package io.certtrail.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A block that would hold little waits a moment for more, if the one before it is only just written. */
class GatheringTest {
    private final World world = new World(3);
    private final List<Duration> pauses = new ArrayList<>();
    private final ArrivingOutbox outbox = new ArrivingOutbox();

    @Test
    void aTrickleIsGathered() {
        world.record(1);
        outbox.behindTheFirstBlock = 3;
        outbox.whileWaiting = 5;

        assertThat(blocks()).containsExactly(1L, 8L);
        assertThat(pauses).containsExactly(Duration.ofMillis(80));
    }

    @Test
    void aBlockThatIsWorthItDoesNotWait() {
        world.record(1);
        outbox.behindTheFirstBlock = 8;

        assertThat(blocks()).containsExactly(1L, 8L);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aLoneEventDoesNotWaitNorDoesTheEnd() {
        world.record(1);

        assertThat(blocks()).containsExactly(1L);
        assertThat(pauses).isEmpty();
    }

    @Test
    void nobodyWaitsForAClockThatWentBack() {
        world.record(1);
        outbox.behindTheFirstBlock = 1;
        outbox.clockMoves = Duration.ofHours(-1);

        assertThat(blocks()).containsExactly(1L, 1L);
        assertThat(pauses).isEmpty();
    }

    /** Drains; gives how many entries each block holds, but for the one that opens the chain. */
    private List<Long> blocks() {
        BlockWriter writer = new BlockWriter(
                world.chain,
                outbox,
                new ChainEvents(Catalogue.load(), world.ids, world.clock),
                world.clock,
                world.random,
                pause -> {
                    pauses.add(pause);
                    world.clock.move(pause);
                    world.record(outbox.whileWaiting);
                });
        new Sequencer(writer, world.lease, world.wakes, world.ids, world.clock).drain(world.tenant, Deadline.NONE);
        List<LoggedEntry> _ = ChainAudit.verifySettled(world.chain, world.origin);
        long newest = world.chain.head(world.origin).orElseThrow().n();
        return Stream.iterate(1L, n -> n <= newest, n -> n + 1)
                .map(n ->
                        (long) world.chain.block(world.origin, n).orElseThrow().count())
                .toList();
    }

    /** To which events come when the first block is finished. */
    private final class ArrivingOutbox implements OutboxDrain {
        private int behindTheFirstBlock;
        private int whileWaiting;
        private Duration clockMoves = Duration.ZERO;

        @Override
        public List<OutboxItem> read(String tenant, int events) {
            return world.outbox.read(tenant, events);
        }

        @Override
        public void delete(String tenant, Collection<String> keys) {
            world.outbox.delete(tenant, keys);
            if (keys.isEmpty()) {
                return; // of the block that opens the chain
            }
            world.clock.move(clockMoves);
            if (behindTheFirstBlock > 0) {
                world.record(behindTheFirstBlock);
                behindTheFirstBlock = 0;
            }
        }

        @Override
        public void quarantine(String tenant, OutboxItem item, Event event) {
            world.outbox.quarantine(tenant, item, event);
        }
    }
}
