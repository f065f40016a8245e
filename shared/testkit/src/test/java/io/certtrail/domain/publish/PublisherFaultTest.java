package io.certtrail.domain.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Faults;
import io.certtrail.testkit.chain.FaultyChain;
import io.certtrail.testkit.chain.Killed;
import io.certtrail.testkit.chain.World;
import io.certtrail.testkit.publish.FaultyLogStore;
import io.certtrail.testkit.publish.FaultySigners;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, and wherever: what was signed stays, is kept, and is extended by all that follows. Each fault at each
 * step, one at a time; {@link io.certtrail.testkit.faults.LedgerFaultTest} has many at once.
 */
class PublisherFaultTest {
    private static final List<Fault> FAULTS =
            List.of(Fault.FAILED, Fault.FAILED_BUT_PERSISTED, Fault.KILLED_BEFORE, Fault.KILLED_AFTER);

    /** A log, its publishers, and the sizes that were ever signed for good. */
    private static final class House {
        private final World world;
        private final Press press;
        private final List<Long> signed = new ArrayList<>();
        private long shown;

        House(long seed) {
            world = new World(seed);
            press = new Press(world, Press.ALWAYS);
        }

        Publisher publisher(Faults faults) {
            return press.publisher(
                    new FaultyChain(world.chain, faults),
                    new FaultyLogStore(new Watched(press.store, this), faults),
                    new FaultySigners(new Noted(press.signers, signed), faults));
        }

        void publish(Publisher publisher) {
            try {
                Published _ = publisher.publish(world.origin, OptionalLong.empty(), Deadline.NONE);
            } catch (OutcomeUnknown | Killed e) {
                // What the next one finds is looked at in the end.
            }
        }

        void requireWhole() {
            Published _ = press.publisher().publish(world.origin, OptionalLong.empty(), Deadline.NONE);
            press.audit().verifyWhole();
            if (world.random.nextInt(10) == 0) { // some signatures each: a tenth of the schedules is enough
                press.audit().verifyAsAnAuditor();
            }
            Checkpoint newest = press.audit().checkpoint("checkpoint");
            List<Checkpoint> kept = press.store.paths(world.origin).stream()
                    .filter(path -> path.startsWith("checkpoints/"))
                    .map(press.audit()::checkpoint)
                    .sorted(Comparator.comparingLong(Checkpoint::size))
                    .toList();
            assertThat(kept.stream().map(Checkpoint::size)).containsAll(signed);
            assertThat(kept.getLast()).isEqualTo(newest);
            kept.forEach(old -> press.audit().verifyConsistency(old, newest));
        }
    }

    /** Sees to it that a checkpoint is never replaced by a smaller one. */
    private record Watched(LogStore store, House house) implements LogStore {
        @Override
        public Optional<StoredObject> read(Origin origin, String path) {
            return store.read(origin, path);
        }

        @Override
        public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
            store.writeImmutable(origin, objects);
        }

        @Override
        public boolean replace(Origin origin, String path, Optional<String> version, byte[] content) {
            boolean replaced = store.replace(origin, path, version, content);
            if (replaced) {
                String note = new String(content, StandardCharsets.UTF_8);
                long size = Checkpoint.parse(SignedNote.parse(note).text()).size();
                assertThat(size).isGreaterThan(house.shown);
                house.shown = size;
            }
            return replaced;
        }

        @Override
        public void deletePartials(Origin origin, String path) {
            store.deletePartials(origin, path);
        }
    }

    /** Notes what was signed for good. */
    private record Noted(SignerStore signers, List<Long> signed) implements SignerStore {
        @Override
        public Optional<SignerState> find(Origin origin) {
            return signers.find(origin);
        }

        @Override
        public boolean advance(long from, SignerState to) {
            boolean advanced = signers.advance(from, to);
            if (advanced) {
                signed.add(to.size());
            }
            return advanced;
        }

        @Override
        public boolean claimWake(Origin origin, Instant now, Instant at) {
            return signers.claimWake(origin, now, at);
        }
    }

    /** From one publication to the next; the last goes over the end of a tile. */
    private static final int[][] GROWTH = {{3}, {100, 100, 50}, {10}};

    private static int run(Function<String, Fault> plan) {
        House house = new House(1);
        int[] steps = {0};
        Faults faults = new Faults(
                step -> {
                    steps[0]++;
                    return plan.apply(step);
                },
                call -> {});
        for (int[] sizes : GROWTH) {
            house.world.log(sizes);
            house.publish(house.publisher(faults));
        }
        house.requireWhole();
        List<String> paths = house.press.store.paths(house.world.origin);
        assertThat(paths).contains("tile/0/000", "tile/entries/000").noneMatch(path -> path.contains("/000.p/4"));
        return steps[0];
    }

    @Test
    void aFaultAtAnyStepLosesNothing() {
        int steps = run(step -> Fault.NONE);
        assertThat(steps).isGreaterThan(20);
        for (Fault fault : FAULTS) {
            for (int at = 0; at < steps; at++) {
                int faultyStep = at;
                int[] step = {0};
                run(name -> step[0]++ == faultyStep ? fault : Fault.NONE);
            }
        }
    }
}
