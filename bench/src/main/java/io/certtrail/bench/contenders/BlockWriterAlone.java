package io.certtrail.bench.contenders;

import io.certtrail.aws.tables.Tables;
import io.certtrail.bench.cloud.Chains;
import io.certtrail.bench.dynamo.Meter;
import io.certtrail.bench.dynamo.Meter.Units;
import io.certtrail.bench.load.Load;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Drained;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.MemoryTenants;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.WakeLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Our chain without the way to it: writers put events into an outbox in memory, one block writer logs them, and a writer
 * has its answer when its events are in the chain. The ids are as the API makes them for a request that brings
 * none. The block writer does all that it does: looks up the ids, writes the
 * block with HEAD, then the id items.
 */
public final class BlockWriterAlone implements Contender {
    private static final Origin ORIGIN = new Origin("certtrail.bench", "default", 1);
    private static final Clock CLOCK = Clock.systemUTC();

    private final DynamoPlace place;
    private final int batch;
    private final Extent extent;
    private final SecureRandom random = new SecureRandom();
    private final IdSource ids = new UuidV7(CLOCK, random);
    private final RunIds runs = new RunIds(CLOCK, random);
    private final ChainEvents events = new ChainEvents(Catalogue.load(), ids, CLOCK);

    /** How much of its work is done. */
    public enum Extent {
        /** Everything. */
        EVERYTHING,
        /** The id items are kept in memory: what the transactions of the blocks cost alone. */
        BLOCKS_ALONE
    }

    public BlockWriterAlone(DynamoPlace place, int batch, Extent extent) {
        this.place = place;
        this.batch = batch;
        this.extent = extent;
    }

    @Override
    public Setup setup() {
        return new Setup(
                extent == Extent.EVERYTHING ? "block writer alone" : "block transactions alone",
                place.name(),
                place.storage(),
                batch);
    }

    @Override
    public Run run(int writers, Duration time) throws InterruptedException {
        Meter meter = new Meter();
        try (DynamoPlace.Fresh fresh = place.tables(Tables.ALL)) {
            ChainWriter all = Chains.of(place.client(meter), fresh.names());
            ChainWriter chain = extent == Extent.EVERYTHING ? all : new BlocksAlone(all);
            Tenant tenant = new ChainOpener(chain, new MemoryTenants(), events, CLOCK, random).open(ORIGIN);
            QueueOutbox outbox = new QueueOutbox(ids);
            BlockWriter writer = new BlockWriter(chain, outbox, events, CLOCK, random, Pause.SLEEP);
            Sequencer sequencer = new Sequencer(writer, Lease.NONE, new WakeLog(), ids, CLOCK);
            Units before = meter.now();
            Load.Outcome outcome = drainedWhile(sequencer, tenant, outbox, writers, time);
            Units units = meter.now().minus(before);
            verify(Chains.of(fresh.plain(), fresh.names()), outcome.events());
            return new Run(outcome, units, fresh.bytes(), Duration.ZERO);
        }
    }

    private Load.Outcome drainedWhile(
            Sequencer sequencer, Tenant tenant, QueueOutbox outbox, int writers, Duration time)
            throws InterruptedException {
        Thread drainer = Thread.ofVirtual().start(() -> drain(sequencer, tenant, outbox));
        try {
            return Load.run(writers, time, () -> {
                boolean _ = outbox.submit(SampleEvents.run(runs.next(), batch, ThreadLocalRandom.current()))
                        .get();
                return batch;
            });
        } finally {
            drainer.interrupt();
            drainer.join();
        }
    }

    private static void drain(Sequencer sequencer, Tenant tenant, QueueOutbox outbox) {
        try {
            while (true) {
                outbox.await();
                Drained _ = sequencer.drain(tenant, Deadline.NONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            outbox.fail(e);
        }
    }

    private void verify(ChainReader chain, long logged) {
        int found = extent == Extent.EVERYTHING
                ? ChainAudit.verifySettled(chain, ORIGIN).size()
                : ChainAudit.verify(chain, ORIGIN).size();
        if (found != logged + 1) {
            throw new IllegalStateException("%d events were acknowledged, and the chain has %d besides its first entry"
                    .formatted(logged, found - 1));
        }
    }
}
