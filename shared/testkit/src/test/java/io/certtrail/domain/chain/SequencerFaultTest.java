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
import io.certtrail.testkit.chain.Throttled;
import io.certtrail.testkit.chain.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, and wherever: no fork, no gap, no loss, no duplicate (ledger.md §3). Each fault at each step, one at a
 * time; {@link io.certtrail.testkit.faults.LedgerFaultTest} has many at once.
 */
class SequencerFaultTest {
    private static final List<Fault> FAULTS =
            Arrays.stream(Fault.values()).filter(fault -> fault != Fault.NONE).toList();

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
        } catch (Killed | OutcomeUnknown | Throttled e) {
            // What the next one finds is looked at below.
        }
    }
}
