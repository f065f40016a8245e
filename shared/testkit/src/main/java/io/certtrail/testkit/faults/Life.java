package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.Aside;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.publish.Dispatcher;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Faults;
import io.certtrail.testkit.chain.FaultyChain;
import io.certtrail.testkit.chain.FaultyDoor;
import io.certtrail.testkit.chain.FaultyLease;
import io.certtrail.testkit.chain.FaultyOutbox;
import io.certtrail.testkit.chain.FaultyWakes;
import io.certtrail.testkit.publish.FaultyCursors;
import io.certtrail.testkit.publish.FaultyLogStore;
import io.certtrail.testkit.publish.FaultySigners;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One life of a process: its own clock, its own memory, faults at each of its calls, and after its death none. */
final class Life {
    /** What the lives of a schedule have in common. */
    record Setting(
            House house,
            Parts parts,
            Ports stores,
            Shape shape,
            Aside aside,
            BiFunction<String, String, Fault> fates,
            Consumer<Runnable> late) {}

    private final Setting setting;
    private final String name;
    private final SkewedClock clock;
    private final Ports ports;
    private final Sequencer sequencer;
    private final Publisher publisher;
    private boolean dead;

    Life(String name, SkewedClock clock, Setting setting) {
        this.setting = setting;
        this.name = name;
        this.clock = clock;
        House house = setting.house();
        this.ports = setting.parts().process(behindFaults(), house);
        BlockWriter writer = new BlockWriter(
                ports.chain(),
                ports.drain(),
                house.events(clock),
                clock,
                house.random,
                house.clock::move,
                setting.aside());
        this.sequencer = new Sequencer(writer, ports.lease(), ports.wakes(), new UuidV7(clock, house.random), clock);
        this.publisher = new Publisher(
                ports.chain(),
                ports.log(),
                ports.signers(),
                _ -> List.of(ports.key()),
                setting.shape().budget(),
                ports.wakes(),
                clock);
    }

    private Ports behindFaults() {
        Ports stores = setting.stores();
        Faults faults = new Faults(this::fate, setting.late());
        Lease lease = setting.shape().hasLease() ? setting.house().lease.by(clock) : Lease.NONE;
        return new Ports(
                new FaultyDoor(stores.door(), faults),
                new FaultyOutbox(stores.drain(), faults),
                new FaultyChain(stores.chain(), faults),
                new FaultyLease(lease, faults),
                new FaultyLogStore(stores.log(), faults),
                new FaultySigners(stores.signers(), faults),
                stores.key(),
                new FaultyCursors(stores.cursors(), faults),
                new FaultyWakes(stores.wakes(), faults));
    }

    private Fault fate(String call) {
        if (dead) {
            return Fault.KILLED_BEFORE;
        }
        Fault fault = setting.fates().apply(name, call);
        dead = fault == Fault.KILLED_BEFORE || fault == Fault.KILLED_AFTER;
        return fault;
    }

    SkewedClock clock() {
        return clock;
    }

    Outbox door() {
        return ports.door();
    }

    /** What the function does that is woken by this message. */
    void handle(WakeQueue.Message message) {
        House house = setting.house();
        Origin origin = house.origin;
        Duration time = setting.shape().workTime();
        Deadline deadline = Deadline.at(clock.instant().plus(time), clock);
        switch (message.worker()) {
            case SEQUENCER -> sequencer.drain(house.tenant, deadline);
            case PUBLISHER -> {
                ports.wakes().dispatcher(House.TENANT);
                publisher.publish(origin, message.size(), deadline);
            }
            case DISPATCHER -> dispatcher().dispatch(origin, deadline);
        }
    }

    private Dispatcher dispatcher() {
        Faults faults = new Faults(this::fate, setting.late());
        List<byte[]> run = setting.house().witness.beginsRun();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] lines, int offset, int length) {
                byte[] some = Arrays.copyOfRange(lines, offset, offset + length);
                faults.run("print", () -> run.add(some));
            }
        };
        return new Dispatcher(
                ports.chain(), ports.cursors(), ports.wakes(), new PrintStream(out, false, StandardCharsets.UTF_8));
    }
}
