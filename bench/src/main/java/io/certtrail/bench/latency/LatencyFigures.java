package io.certtrail.bench.latency;

import io.certtrail.bench.cloud.BenchCloud;
import io.certtrail.bench.load.Load;
import io.certtrail.bench.report.Figure;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.local.LocalCloud;
import io.certtrail.local.LocalOptions;
import io.certtrail.testkit.chain.SampleEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Single events posted at a fixed rate, whatever the answers do: so that what is slow is not asked less often. Each event's
 * time counts from when it was to be sent.
 */
public final class LatencyFigures {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration LOOK_AT_CHECKPOINT = Duration.ofMillis(25);
    private static final int WARM_WRITERS = 4;
    private static final double MICROS = 1e3;
    private static final double MEDIAN = 50;
    private static final double RARE = 99;

    private final String subject;
    private final LocalOptions options;
    private final UnaryOperator<DynamoDbClient> between;
    private final int rate;
    private final Duration warmUp;
    private final Duration time;

    private final Map<UUID, Long> sent = new ConcurrentHashMap<>();
    private final Map<Long, Long> dueBySeq = new HashMap<>();
    private long retries;
    private final Histogram answered = Load.histogram();
    private final Histogram inChain = Load.histogram();
    private final Histogram signed = Load.histogram();

    /**
     * In a local cloud of its own.
     *
     * @param between what stands between the functions and DynamoDB
     * @param rate events a second
     * @param warmUp how long a few writers post before, at the pace of the answers
     */
    public LatencyFigures(
            String subject,
            LocalOptions options,
            UnaryOperator<DynamoDbClient> between,
            int rate,
            Duration warmUp,
            Duration time) {
        this.subject = subject;
        this.options = options;
        this.between = between;
        this.rate = rate;
        this.warmUp = warmUp;
        this.time = time;
    }

    /**
     * What was found, in milliseconds.
     *
     * @param inChain p99 until the event stood in the chain
     * @param signed p99 until a signed checkpoint covered it
     */
    public record Found(List<Figure> figures, double inChain, double signed) {}

    /** Measures. */
    public Found run() throws IOException, InterruptedException {
        try (BenchCloud cloud = BenchCloud.start(options, between)) {
            Load.Outcome before = Load.run(WARM_WRITERS, warmUp, () -> {
                cloud.postAgainWhileBusy(events(UUID.randomUUID()));
                return 1;
            });
            awaitCovered(cloud, BenchCloud.FIRST_ENTRIES + before.events());
            long first = cloud.head().n() + 1;
            AtomicBoolean done = new AtomicBoolean();
            try (ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> watching = watchers.submit(() -> watch(cloud, first, done));
                try {
                    post(cloud);
                    done.set(true);
                    boolean _ = watching.get();
                } finally {
                    boolean _ = watching.cancel(true);
                }
                retries = cloud.retries();
            } catch (ExecutionException e) {
                throw new IllegalStateException("what was posted could not be followed: " + e.getCause(), e);
            }
        }
        return new Found(
                List.of(
                        figure("POST answered", answered, MEDIAN),
                        figure("POST answered", answered, RARE),
                        figure("in the chain", inChain, MEDIAN),
                        figure("in the chain", inChain, RARE),
                        figure("under a signed checkpoint", signed, MEDIAN),
                        figure("under a signed checkpoint", signed, RARE)),
                inChain.getValueAtPercentile(RARE) / MICROS,
                signed.getValueAtPercentile(RARE) / MICROS);
    }

    private Figure figure(String name, Histogram latency, double percentile) {
        return new Figure(
                subject,
                "%s, p%.0f".formatted(name, percentile),
                latency.getValueAtPercentile(percentile) / MICROS,
                "ms",
                "%d events, %d a second; %d posts were sent again, the API being busy"
                        .formatted(latency.getTotalCount(), rate, retries));
    }

    private static List<Json> events(UUID id) {
        Map<String, Json> members =
                new HashMap<>(BenchCloud.posted(SampleEvents.withId(id, ThreadLocalRandom.current()))
                        .members());
        members.put("id", Json.of(id.toString()));
        return List.of(new Json.Obj(members));
    }

    private void post(BenchCloud cloud) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long gap = Duration.ofSeconds(1).dividedBy(rate).toNanos();
        List<Future<Boolean>> posts = new ArrayList<>();
        try (ExecutorService posters = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i * gap < time.toNanos(); i++) {
                long due = start + i * gap;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                posts.add(posters.submit(posting(cloud, due)));
            }
            for (Future<Boolean> post : posts) {
                boolean _ = post.get();
            }
        }
    }

    private Callable<Boolean> posting(BenchCloud cloud, long due) {
        return () -> {
            UUID id = UUID.randomUUID();
            sent.put(id, due);
            cloud.postAgainWhileBusy(events(id));
            record(answered, due);
            return true;
        };
    }

    private static void record(Histogram latency, long due) {
        synchronized (latency) {
            latency.recordValue((System.nanoTime() - due) / 1_000);
        }
    }

    /** Follows the chain block by block, and the checkpoint after it, until all that was posted is covered. */
    private boolean watch(BenchCloud cloud, long first, AtomicBoolean done) throws IOException, InterruptedException {
        long next = first;
        long patience = Long.MAX_VALUE;
        long looked = System.nanoTime();
        while (!done.get() || signed.getTotalCount() < sent.size()) {
            for (Block block :
                    cloud.chain().blocks(LocalCloud.ORIGIN, next, cloud.head().n() + 1)) {
                note(block);
                next++;
            }
            if (System.nanoTime() - looked > LOOK_AT_CHECKPOINT.toNanos()) {
                cloud.checkpoint().ifPresent(this::note);
                looked = System.nanoTime();
            }
            if (done.get() && patience == Long.MAX_VALUE) {
                patience = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("%d events were posted, and %d are under a signed checkpoint"
                        .formatted(sent.size(), signed.getTotalCount()));
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    private void note(Block block) {
        for (LoggedEntry logged : block.entries()) {
            Long due = sent.get(logged.entry().id());
            if (due != null) {
                record(inChain, due);
                dueBySeq.put(logged.seq(), due);
            }
        }
    }

    private void note(Checkpoint checkpoint) {
        dueBySeq.entrySet().removeIf(entry -> {
            boolean covered = entry.getKey() < checkpoint.size();
            if (covered) {
                record(signed, entry.getValue());
            }
            return covered;
        });
    }

    private static void awaitCovered(BenchCloud cloud, long size) throws IOException, InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (cloud.checkpoint().map(Checkpoint::size).orElse(0L) < size) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException(
                        "no signed checkpoint over %d entries after %s".formatted(size, PATIENCE));
            }
            Thread.sleep(LOOK_AT_CHECKPOINT);
        }
    }
}
