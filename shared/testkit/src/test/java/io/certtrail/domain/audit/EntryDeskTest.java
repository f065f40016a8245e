package io.certtrail.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.domain.contents.Contents;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.World;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryDeskTest {
    private final World world = new World(12);
    private final EntryDesk desk = new EntryDesk(
            new Contents(world.chain, new MemoryArchiveStore(), any -> Instant.MIN), world.clock, most -> {});

    @Test
    void anEntryIsFoundByItsId() {
        Event event = world.log(1, 3, 1).get(2);
        assertThat(desk.find(world.origin, event.id(), Duration.ZERO))
                .hasValueSatisfying(found -> assertThat(found.entry().event()).isEqualTo(event));
    }

    @Test
    void anIdItemThatPointsElsewhereIsToldAndNotBelieved() {
        List<Event> _ = world.log(2);
        for (long seq : List.of(1L, 99L)) {
            UUID invented = new UUID(seq, 2);
            world.chain.writePositions(world.origin, List.of(new Stretch(invented, 1, new Position(seq, 1))), false);
            assertThatThrownBy(() -> desk.find(world.origin, invented, Duration.ZERO))
                    .isInstanceOf(ChainBroken.class)
                    .hasMessageContaining(invented.toString());
        }
    }
}
