package io.certtrail.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.Drained.End;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Faults;
import io.certtrail.testkit.chain.FaultyChain;
import io.certtrail.testkit.chain.FaultyOutbox;
import io.certtrail.testkit.chain.Killed;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.Turns;
import io.certtrail.testkit.chain.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever fails, and wherever: no fork, no gap, no loss, no duplicate (ledger.md §3). */
class SequencerFaultTest {
    private static final List<Fault> FAULTS =
            List.of(Fault.FAILED, Fault.FAILED_BUT_PERSISTED, Fault.LATE, Fault.KILLED_BEFORE, Fault.KILLED_AFTER);

    private static final int SCHEDULES = Integer.getInteger("certtrail.schedules", 400);
    private static final long FIRST_SEED = Long.getLong("certtrail.seed", 1);

    /** Everything that was recorded stands in the chain once, and nothing else; the outbox is empty. */
    private static void requireWhole(World world, Map<UUID, List<Event>> recorded) {
        assertThat(world.sequencer(Lease.NONE)
                        .drain(world.tenant, Deadline.NONE)
                        .end())
                .isEqualTo(End.EMPTY);
        assertThat(world.outbox.read(World.TENANT, 1)).isEmpty();
        List<LoggedEntry> entries = ChainAudit.verifySettled(world.chain, world.origin);
        Map<UUID, Event> logged = entries.stream()
                .skip(1)
                .collect(Collectors.toMap(
                        entry -> entry.entry().id(), entry -> entry.entry().event()));
        assertThat(logged.keySet()).isEqualTo(recorded.keySet());
        logged.forEach((id, event) -> assertThat(recorded.get(id)).startsWith(event));
    }

    private static Map<UUID, List<Event>> byId(List<Event> events) {
        Map<UUID, List<Event>> byId = new HashMap<>();
        events.forEach(event ->
                byId.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(event));
        return byId;
    }

    private static Sequencer sequencer(World world, Faults faults, Lease lease) {
        return world.sequencer(new FaultyChain(world.chain, faults), new FaultyOutbox(world.outbox, faults), lease);
    }

    /** The steps of a drain that meets no fault. */
    private static int steps() {
        World world = new World(1);
        record(world);
        List<String> steps = new ArrayList<>();
        Faults none = new Faults(
                step -> {
                    steps.add(step);
                    return Fault.NONE;
                },
                call -> {});
        sequencer(world, none, Lease.NONE).drain(world.tenant, Deadline.NONE);
        assertThat(steps).contains("head", "read", "positions", "commit", "writePositions", "delete");
        return steps.size();
    }

    private static Map<UUID, List<Event>> record(World world) {
        List<Event> events = new ArrayList<>(world.record(100, 100, 100, 1, 1, 50));
        world.outbox.record(World.TENANT, events.subList(40, 60));
        return byId(events);
    }

    @Test
    void aFaultAtAnyStepLosesNothing() {
        int steps = steps();
        for (Fault fault : FAULTS) {
            for (int at = 0; at < steps; at++) {
                World world = new World(at);
                Map<UUID, List<Event>> recorded = record(world);
                List<Runnable> late = new ArrayList<>();
                int faultyStep = at;
                int[] step = {0};
                Faults faults = new Faults(name -> step[0]++ == faultyStep ? fault : Fault.NONE, late::add);
                attempt(sequencer(world, faults, world.lease), world);
                late.forEach(Runnable::run);
                late.forEach(Runnable::run);
                requireWhole(world, recorded);
            }
        }
    }

    private static void attempt(Sequencer sequencer, World world) {
        try {
            Drained _ = sequencer.drain(world.tenant, Deadline.NONE);
        } catch (Killed | OutcomeUnknown e) {
            // What the next one finds is looked at below.
        }
    }

    @Test
    void noScheduleOfWritersAndFaultsBreaksTheChain() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            try {
                new Schedule(seed).run();
            } catch (Throwable e) {
                throw new AssertionError("schedule of -Dcerttrail.seed=%d -Dcerttrail.schedules=1".formatted(seed), e);
            }
        }
    }

    /** Three sequencers that are killed and started again, two recorders, a network that delivers late and twice. */
    private static final class Schedule {
        private final Random random;
        private final World world;
        private final Turns turns;
        private final List<Event> recorded = new ArrayList<>();
        private final List<Runnable> late = new ArrayList<>();
        private final Lease lease;
        private final int faultsIn100;

        Schedule(long seed) {
            random = new Random(seed);
            world = new World(seed);
            turns = new Turns(random);
            lease = random.nextBoolean() ? Lease.NONE : world.lease;
            faultsIn100 = random.nextInt(30);
        }

        void run() {
            List<Runnable> processes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                processes.add(this::sequence);
            }
            processes.add(this::record);
            processes.add(this::record);
            processes.add(this::deliver);
            turns.run(processes);
            late.forEach(Runnable::run);
            requireWhole(world, byId(recorded));
        }

        private void sequence() {
            for (int life = 0; life < 4; life++) {
                Sequencer sequencer = sequencer(world, new Faults(this::fate, late::add), lease);
                for (int wake = 0; wake < 3; wake++) {
                    turns.step();
                    try {
                        Drained _ = sequencer.drain(world.tenant, Deadline.NONE);
                    } catch (OutcomeUnknown e) {
                        // It is woken again.
                    } catch (Killed e) {
                        world.clock.move(Sequencer.TERM.plusSeconds(1));
                        break;
                    }
                }
            }
        }

        private Fault fate(String step) {
            turns.step();
            return random.nextInt(100) < faultsIn100 ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE;
        }

        private void record() {
            for (int i = 0; i < 12; i++) {
                turns.step();
                List<Event> events = new ArrayList<>(SampleEvents.some(1 + random.nextInt(8), world.random));
                if (!recorded.isEmpty()) {
                    addRetries(events);
                }
                recorded.addAll(events);
                world.outbox.record(World.TENANT, events);
            }
        }

        /** Some that were recorded before, possibly logged long ago; now and then with other content. */
        private void addRetries(List<Event> events) {
            IntStream.range(0, random.nextInt(6))
                    .mapToObj(i -> recorded.get(random.nextInt(recorded.size())))
                    .map(event -> random.nextInt(4) == 0 ? SampleEvents.withId(event.id(), world.random) : event)
                    .forEach(events::add);
            Collections.shuffle(events, random);
        }

        private void deliver() {
            for (int i = 0; i < 40; i++) {
                turns.step();
                if (!late.isEmpty()) {
                    Runnable call = late.get(random.nextInt(late.size()));
                    if (random.nextBoolean()) {
                        late.remove(call);
                    }
                    call.run();
                }
            }
        }
    }
}
