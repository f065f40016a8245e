package io.certtrail.domain.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.wake.Deadline;
import io.certtrail.testkit.chain.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CheckpointDeskTest {
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final World world = new World(6);
    private final Press press = new Press(world, Press.ALWAYS);
    private final List<Duration> pauses = new ArrayList<>();
    private final CheckpointDesk desk =
            new CheckpointDesk(new QueuedCheckpoints(press.signers, world.wakes), world.clock, pause -> {
                pauses.add(pause);
                world.clock.move(pause);
                if (pauses.size() == 3) {
                    Published _ = press.publisher().publish(world.origin, OptionalLong.empty(), Deadline.NONE);
                }
            });

    @Test
    void aHeadThatIsSignedIsGivenAtOnce() {
        Published _ = press.publisher().publish(world.origin, OptionalLong.empty(), Deadline.NONE);
        assertThat(desk.covering(world.origin, 1, WAIT))
                .map(SignedCheckpoint::size)
                .contains(1L);
        assertThat(pauses).isEmpty();
        assertThat(world.wakes.take()).isEmpty();
    }

    @Test
    void oneThatIsNotIsAskedForAndWaitedFor() {
        world.log(4);
        assertThat(desk.covering(world.origin, 5, WAIT))
                .map(SignedCheckpoint::size)
                .contains(5L);
        assertThat(world.wakes.take()).containsExactly("publisher default size 5");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void noOneWaitsForEver() {
        assertThat(desk.covering(world.origin, 1000, WAIT)).isEqualTo(Optional.empty());
        assertThat(desk.covering(world.origin, 1000, Duration.ZERO)).isEqualTo(Optional.empty());
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(WAIT, WAIT.plusSeconds(1));
    }
}
