package io.certtrail.testkit.chain;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Drained;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.time.MovableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** An open chain in memory, and all that a sequencer needs; the same again from the same seed. */
public final class World {
    public static final String TENANT = "default";
    private static final Catalogue CATALOGUE = Catalogue.load();

    public final RandomGenerator random;
    public final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00.000Z"));
    public final Origin origin = new Origin("certtrail.test", TENANT, 1);
    public final MemoryChain chain = new MemoryChain();
    public final MemoryOutbox outbox = new MemoryOutbox(clock);
    public final MemoryLease lease = new MemoryLease(clock);
    public final MemoryTenants tenants = new MemoryTenants();
    public final WakeLog wakes = new WakeLog();
    public final IdSource ids;
    public final Tenant tenant;

    public World(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ids = new UuidV7(clock, random);
        tenant = open();
    }

    /** Opens the chain, if it is not open. */
    public Tenant open() {
        return new ChainOpener(chain, tenants, events(), clock, random).open(origin);
    }

    private ChainEvents events() {
        return new ChainEvents(CATALOGUE, ids, clock);
    }

    /** A sequencer of its own process. */
    public Sequencer sequencer(Lease leases) {
        return sequencer(chain, outbox, leases);
    }

    /** A sequencer of its own process that sees these stores. */
    public Sequencer sequencer(ChainWriter writer, OutboxDrain drain, Lease leases) {
        BlockWriter blocks = new BlockWriter(writer, drain, events(), clock, random, most -> {});
        return new Sequencer(blocks, leases, wakes, ids, clock);
    }

    /** Records bundles of these sizes, and logs them. */
    public List<Event> log(int... sizes) {
        List<Event> events = record(sizes);
        Drained _ = sequencer(Lease.NONE).drain(tenant, Deadline.NONE);
        return events;
    }

    /** Records bundles of these sizes. */
    public List<Event> record(int... sizes) {
        List<Event> all = new ArrayList<>();
        for (int size : sizes) {
            List<Event> events = SampleEvents.some(size, random);
            outbox.record(TENANT, events);
            all.addAll(events);
        }
        return all;
    }
}
