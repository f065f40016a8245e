package io.certtrail.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** A closed loop: so many writers, each of which asks again as soon as it has its answer. */
public final class Load {
    private static final int DIGITS = 3;

    private Load() {}

    /** What a writer does over and over. */
    @FunctionalInterface
    public interface Work {
        /** Writes, waits for the answer, and says how many events that acknowledged. */
        int once() throws Exception;
    }

    /**
     * What came of it.
     *
     * @param events acknowledged
     * @param took from the first request to the last answer
     * @param latency of a request, in microseconds
     */
    public record Outcome(long events, Duration took, Histogram latency) {
        public Outcome withTook(Duration other) {
            return new Outcome(events, other, latency);
        }
    }

    public static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    /**
     * Runs it.
     *
     * @param time after which no writer asks again
     * @throws IllegalStateException if a writer failed
     */
    public static Outcome run(int writers, Duration time, Work work) throws InterruptedException {
        List<Callable<Outcome>> loops = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < writers; i++) {
            loops.add(() -> loop(start, time, work));
        }
        Histogram latency = histogram();
        long events = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Outcome> loop : threads.invokeAll(loops)) {
                events += loop.get().events();
                latency.add(loop.get().latency());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a writer failed: " + e.getCause(), e);
        }
        return new Outcome(events, Duration.ofNanos(System.nanoTime() - start), latency);
    }

    private static Outcome loop(long start, Duration time, Work work) throws Exception {
        Histogram latency = histogram();
        long events = 0;
        long now = System.nanoTime();
        while (now - start < time.toNanos()) {
            events += work.once();
            long then = System.nanoTime();
            latency.recordValue((then - now) / 1_000);
            now = then;
        }
        return new Outcome(events, Duration.ofNanos(now - start), latency);
    }
}
