package io.certtrail.bench.contenders;

import io.certtrail.bench.cloud.BenchCloud;
import io.certtrail.bench.dynamo.Meter;
import io.certtrail.bench.dynamo.Meter.Units;
import io.certtrail.bench.dynamo.MeteredDynamo;
import io.certtrail.bench.dynamo.Written;
import io.certtrail.bench.load.Load;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.local.LocalCloud;
import io.certtrail.local.LocalOptions;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * All of it, in a local cloud of its own a run: HTTP POST, outbox, block, signed checkpoint. The rate is that of events in
 * the chain: the clock stops when the last one stands there, while the publisher signs and publishes beside it.
 */
public final class WholeWay implements Contender {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration LOOK_AT_CHECKPOINT = Duration.ofMillis(25);

    private final String place;
    private final Storage storage;
    private final UnaryOperator<DynamoDbClient> between;
    private final Path scratch;
    private final int batch;

    /**
     * The way on one kind of storage.
     *
     * @param storage {@link Storage#FILE}, or in memory
     * @param scratch where the folders of the file mode are made
     * @param batch events a request
     */
    public WholeWay(String place, Storage storage, UnaryOperator<DynamoDbClient> between, Path scratch, int batch) {
        this.place = place;
        this.storage = storage;
        this.between = between;
        this.scratch = scratch;
        this.batch = batch;
    }

    @Override
    public Setup setup() {
        return new Setup("whole way", place, storage, batch);
    }

    @Override
    public Run run(int writers, Duration time) throws IOException, InterruptedException {
        Meter meter = new Meter();
        LocalOptions options = LocalOptions.inMemory();
        if (storage == Storage.FILE) {
            options = options.withData(Files.createTempDirectory(scratch, "cloud"));
        }
        try (BenchCloud cloud = BenchCloud.start(options, client -> new MeteredDynamo(between.apply(client), meter))) {
            post(cloud, 1);
            long before = settled(cloud, BenchCloud.FIRST_ENTRIES + 1).size();
            Units unitsBefore = meter.now();
            long bytesBefore = bytes(cloud.plain());
            long start = System.nanoTime();
            Load.Outcome outcome = Load.run(writers, time, () -> post(cloud, batch));
            long wanted = before + outcome.events();
            awaitChain(cloud, wanted);
            Duration inChain = Duration.ofNanos(System.nanoTime() - start);
            Checkpoint checkpoint = settled(cloud, wanted);
            Duration signed = Duration.ofNanos(System.nanoTime() - start).minus(inChain);
            verify(cloud, checkpoint, wanted);
            Units units = meter.now().minus(unitsBefore);
            return new Run(outcome.withTook(inChain), units, bytes(cloud.plain()) - bytesBefore, signed);
        }
    }

    private static int post(BenchCloud cloud, int events) throws IOException, InterruptedException {
        cloud.post(SampleEvents.some(events, ThreadLocalRandom.current()).stream()
                .<Json>map(BenchCloud::posted)
                .toList());
        return events;
    }

    private static void awaitChain(BenchCloud cloud, long size) throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (cloud.head().size() < size) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("%d entries were expected in the chain, and after %s there are %d"
                        .formatted(size, PATIENCE, cloud.head().size()));
            }
            Thread.sleep(LOOK);
        }
    }

    /** Waits for a signed checkpoint over so many entries. */
    private static Checkpoint settled(BenchCloud cloud, long size) throws IOException, InterruptedException {
        awaitChain(cloud, size);
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Checkpoint newest = cloud.checkpoint().orElse(null);
            if (newest != null && newest.size() >= size) {
                return newest;
            }
            if (System.nanoTime() > patience) {
                throw new IllegalStateException(
                        "no signed checkpoint over %d entries after %s".formatted(size, PATIENCE));
            }
            Thread.sleep(LOOK_AT_CHECKPOINT);
        }
    }

    /** Waits until the last block's id items are there: they may come after its checkpoint. */
    private static void awaitIds(BenchCloud cloud) throws InterruptedException {
        Block last = cloud.chain()
                .block(LocalCloud.ORIGIN, cloud.head().n())
                .orElseThrow(() -> new IllegalStateException("HEAD names a block that is not there"));
        List<UUID> ids =
                last.entries().stream().map(logged -> logged.entry().id()).toList();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (cloud.chain().positions(LocalCloud.ORIGIN, ids).size() < ids.size()) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("the last block has no id items after " + PATIENCE);
            }
            Thread.sleep(LOOK);
        }
    }

    private static void verify(BenchCloud cloud, Checkpoint checkpoint, long wanted) throws InterruptedException {
        awaitIds(cloud);
        List<LoggedEntry> entries = ChainAudit.verifySettled(cloud.chain(), LocalCloud.ORIGIN);
        if (entries.size() != wanted
                || checkpoint.size() != wanted
                || !checkpoint.root().equals(cloud.head().rootHash())) {
            throw new IllegalStateException("%d entries were expected, the chain has %d, its checkpoint says %d"
                    .formatted(wanted, entries.size(), checkpoint.size()));
        }
    }

    private static long bytes(DynamoDbClient dynamo) {
        return dynamo.listTables().tableNames().stream()
                .flatMap(table -> dynamo.scanPaginator(scan -> scan.tableName(table)).items().stream())
                .mapToLong(Written::bytes)
                .sum();
    }
}
