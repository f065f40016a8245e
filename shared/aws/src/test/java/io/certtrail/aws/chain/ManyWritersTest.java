package io.certtrail.aws.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.Aside;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.Drained;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.MemoryTenants;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.WakeLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The whole way into the chain on the embedded DynamoDB: 16 writers of 1,000 events each, 3 sequencers, wake-ups
 * shuffled and repeated, retries of what was recorded and of what is logged. No fork, gap, loss or duplicate, whoever
 * wins.
 */
class ManyWritersTest {
    private static final int WRITERS = 16;
    private static final int EVENTS = 1_000;
    private static final int SEQUENCERS = 3;
    private static final long SEED = Long.getLong("certtrail.seed", System.nanoTime());

    private final FiveTables tables = new FiveTables();
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final UuidV7 ids = new UuidV7(clock, random);
    private final RunIds runs = new RunIds(clock, random);
    private final DynamoChain chain =
            new DynamoChain(tables.client(), FiveTables.LEDGER, FiveTables.IDS, FiveTables.HEADS);
    private final DynamoOutbox outbox = newOutbox();
    private final Origin origin = new Origin("certtrail.test", "default", 1);
    private final ChainEvents events = new ChainEvents(Catalogue.load(), ids, clock);
    private final Tenant tenant = new ChainOpener(chain, new MemoryTenants(), events, clock, random).open(origin);
    private final BlockingQueue<Object> wakes = new LinkedBlockingQueue<>();
    private final AtomicInteger races = new AtomicInteger();

    @AfterEach
    void stop() {
        tables.close();
    }

    private DynamoOutbox newOutbox() {
        return new DynamoOutbox(tables.client(), new OutboxTable(FiveTables.OUTBOX, 4, ids));
    }

    /**
     * A sequencer of its own process: it shares nothing with the others but the tables. Without a lease it does not wait
     * after a lost race either, so that there are as many races as can be.
     */
    private Sequencer newSequencer(Lease lease) {
        Pause pause = lease.equals(Lease.NONE) ? lost -> races.incrementAndGet() : Pause.SLEEP;
        BlockWriter writer = new BlockWriter(
                new DynamoChain(tables.client(), FiveTables.LEDGER, FiveTables.IDS, FiveTables.HEADS),
                newOutbox(),
                events,
                clock,
                random,
                pause,
                Aside.on(Thread::startVirtualThread));
        return new Sequencer(writer, lease, new WakeLog(), ids, clock);
    }

    /** Writes 1,000 events in bundles, wakes once, never or often; now and then sends again what it has sent. */
    private List<Event> write(Random mine) throws InterruptedException {
        List<Event> sent = new ArrayList<>();
        while (sent.size() < EVENTS) {
            List<Event> bundle = bundle(Math.min(EVENTS - sent.size(), 1 + mine.nextInt(100)), mine);
            sent.addAll(bundle);
            record(bundle, mine);
            if (mine.nextInt(5) == 0) {
                record(bundle, mine);
            }
            List<Event> again = new ArrayList<>(own(sent));
            if (mine.nextInt(5) == 0 && !again.isEmpty()) {
                Collections.shuffle(again, mine);
                record(again.subList(0, Math.min(again.size(), 1 + mine.nextInt(50))), mine);
            }
        }
        return sent;
    }

    /** Events without ids of their own, with them, or some of both. */
    private List<Event> bundle(int size, Random mine) {
        int made = mine.nextInt(3) * size / 2;
        List<Event> bundle = new ArrayList<>(SampleEvents.run(runs.next(), made, mine));
        bundle.addAll(mine.nextInt(bundle.isEmpty() ? 1 : 2) * bundle.size(), SampleEvents.some(size - made, mine));
        return bundle;
    }

    private static List<Event> own(List<Event> events) {
        return events.stream().filter(event -> !RunIds.isOne(event.id())).toList();
    }

    private void record(List<Event> bundle, Random mine) throws InterruptedException {
        outbox.record(tenant.name(), bundle);
        for (int wake = mine.nextInt(3); wake > 0; wake--) {
            wakes.put(bundle);
        }
        Thread.sleep(mine.nextInt(5));
    }

    private long sequence(Sequencer sequencer, AtomicInteger writing) throws InterruptedException {
        long logged = 0;
        while (writing.get() > 0 || !wakes.isEmpty()) {
            if (wakes.poll(20, TimeUnit.MILLISECONDS) != null) {
                logged += sequencer.drain(tenant, Deadline.NONE).entries();
            }
        }
        return logged;
    }

    private record Result(List<Event> sent, List<Long> loggedBy, Duration took) {}

    private Result run(Lease lease) throws Exception {
        System.out.println("ManyWritersTest: -Dcerttrail.seed=" + SEED);
        AtomicInteger writing = new AtomicInteger(WRITERS);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Event>>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random mine = new Random(SEED + i);
                Callable<List<Event>> writer = () -> {
                    try {
                        return write(mine);
                    } finally {
                        writing.decrementAndGet();
                    }
                };
                writers.add(threads.submit(writer));
            }
            List<Future<Long>> sequencers = new ArrayList<>();
            for (int i = 0; i < SEQUENCERS; i++) {
                Sequencer sequencer = newSequencer(lease);
                sequencers.add(threads.submit(() -> sequence(sequencer, writing)));
            }
            List<Event> sent = new ArrayList<>();
            for (Future<List<Event>> writer : writers) {
                sent.addAll(writer.get());
            }
            List<Long> loggedBy = new ArrayList<>();
            for (Future<Long> sequencer : sequencers) {
                loggedBy.add(sequencer.get());
            }
            // Some bundles came without any wake-up: the sweep's finds them.
            loggedBy.add(newSequencer(lease).drain(tenant, Deadline.NONE).entries());
            return new Result(sent, loggedBy, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void requireWhole(Result result) {
        assertThat(outbox.read(tenant.name(), 1)).isEmpty();
        List<LoggedEntry> entries = ChainAudit.verifySettled(chain, origin);
        Set<UUID> sent = new HashSet<>();
        result.sent().forEach(event -> sent.add(event.id()));
        assertThat(sent).hasSize(WRITERS * EVENTS);
        Set<Event> logged = new HashSet<>();
        entries.stream().skip(1).forEach(entry -> logged.add(entry.entry().event()));
        assertThat(entries).hasSize(WRITERS * EVENTS + 1);
        assertThat(logged).isEqualTo(new HashSet<>(result.sent()));
        assertThat(result.loggedBy().stream().mapToLong(Long::longValue).sum()).isEqualTo(WRITERS * EVENTS);
    }

    private void report(String what, Result result) {
        Head head = chain.head(origin).orElseThrow();
        System.out.printf(
                "%s: %d events in %d blocks in %d ms: %d events/s; logged by %s, %d races lost%n",
                what,
                head.size(),
                head.n() + 1,
                result.took().toMillis(),
                head.size() * 1000 / result.took().toMillis(),
                result.loggedBy(),
                races.get());
    }

    @Test
    void withTheLeaseOneSequencerWorksAndTheOthersWait() throws Exception {
        Result result = run(new DynamoLease(tables.client(), FiveTables.HEADS, clock));
        report("with the lease", result);
        requireWhole(result);
        // What is sent again once it is logged, is not logged again.
        Head head = chain.head(origin).orElseThrow();
        List<Event> again = own(result.sent());
        assertThat(again).hasSizeBetween(1_000, WRITERS * EVENTS - 1_000);
        for (int from = 0; from < 1_000; from += 100) {
            outbox.record(tenant.name(), again.subList(from, from + 100));
        }
        Drained drained = newSequencer(Lease.NONE).drain(tenant, Deadline.NONE);
        assertThat(drained).isEqualTo(new Drained(Drained.End.EMPTY, 0, 0));
        assertThat(chain.head(origin)).contains(head);
        assertThat(outbox.read(tenant.name(), 1)).isEmpty();
    }

    @Test
    void withoutALeaseWhoeverWinsTheChainIsWhole() throws Exception {
        Result result = run(Lease.NONE);
        report("without a lease", result);
        requireWhole(result);
        assertThat(races).as("races that were lost").hasPositiveValue();
    }
}
