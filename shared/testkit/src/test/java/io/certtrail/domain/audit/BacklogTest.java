package io.certtrail.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final World world = new World(11);
    private final List<Instant> looks = new ArrayList<>();
    private final Outbox outbox = new Outbox() {
        @Override
        public void record(String tenant, List<Event> events) {
            world.outbox.record(tenant, events);
        }

        @Override
        public Optional<Instant> oldest(String tenant) {
            looks.add(world.clock.instant());
            return world.outbox.oldest(tenant);
        }
    };
    private final Backlog backlog = new Backlog(outbox, world.clock);

    private void ask() {
        backlog.refuseWhenBehind(World.TENANT);
    }

    @Test
    void theOutboxIsLookedAtOnceInFiveSeconds() {
        world.record(1);
        for (int i = 0; i < 100; i++) {
            ask();
            world.clock.move(Duration.ofMillis(100));
        }
        assertThat(looks).hasSize(2);
    }

    @Test
    void whileItIsBehindEveryRequestLooksSoThatTheDoorOpensAtOnce() {
        world.record(1);
        world.clock.move(Duration.ofMinutes(11));
        assertThatThrownBy(this::ask).isInstanceOf(Refusal.class);
        assertThatThrownBy(this::ask).isInstanceOf(Refusal.class);
        world.outbox.delete(
                World.TENANT,
                world.outbox.read(World.TENANT, 1).stream()
                        .map(item -> item.key())
                        .toList());
        ask();
        assertThat(looks).hasSize(3);
    }

    @Test
    void aClockThatGoesBackMakesItLookAgain() {
        ask();
        world.clock.move(Duration.ofHours(-1));
        ask();
        assertThat(looks).hasSize(2);
    }
}
