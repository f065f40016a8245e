package io.certtrail.domain.chain;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.MemoryChain;
import io.certtrail.testkit.chain.MemoryLease;
import io.certtrail.testkit.chain.MemoryOutbox;
import io.certtrail.testkit.chain.MemoryTenants;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.WakeLog;
import io.certtrail.testkit.time.MovableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** An open chain in memory, and all that a sequencer needs; the same again from the same seed. */
final class World {
    static final String TENANT = "default";
    private static final Catalogue CATALOGUE = Catalogue.load();

    final RandomGenerator random;
    final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00.000Z"));
    final Origin origin = new Origin("certtrail.test", TENANT, 1);
    final MemoryChain chain = new MemoryChain();
    final MemoryOutbox outbox = new MemoryOutbox(clock);
    final MemoryLease lease = new MemoryLease(clock);
    final MemoryTenants tenants = new MemoryTenants();
    final WakeLog wakes = new WakeLog();
    final IdSource ids;
    final Tenant tenant;

    World(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ids = new UuidV7(clock, random);
        tenant = open();
    }

    Tenant open() {
        return new ChainOpener(chain, tenants, events(), clock, random).open(origin);
    }

    private ChainEvents events() {
        return new ChainEvents(CATALOGUE, ids, clock);
    }

    Sequencer sequencer(Lease leases) {
        return sequencer(chain, outbox, leases);
    }

    Sequencer sequencer(ChainWriter writer, OutboxDrain drain, Lease leases) {
        BlockWriter blocks = new BlockWriter(writer, drain, events(), clock, random, most -> {});
        return new Sequencer(blocks, leases, wakes, ids, clock);
    }

    /** Records bundles of these sizes. */
    List<Event> record(int... sizes) {
        List<Event> all = new ArrayList<>();
        for (int size : sizes) {
            List<Event> events = SampleEvents.some(size, random);
            outbox.record(TENANT, events);
            all.addAll(events);
        }
        return all;
    }
}
