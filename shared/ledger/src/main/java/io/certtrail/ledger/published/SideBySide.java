package io.certtrail.ledger.published;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the same for the numbers from 0 on, several at once, and gives the results in their order: so what fails first in
 * that order is what is told, whichever failed first by the clock. No more than twice as many results as threads are held.
 */
final class SideBySide<T> {
    private final int parallel;
    private final long count;
    private final Work<T> work;

    SideBySide(int parallel, long count, Work<T> work) {
        this.parallel = parallel;
        this.count = count;
        this.work = work;
    }

    /** Done by any thread. */
    @FunctionalInterface
    interface Work<T> {
        T of(long number) throws IOException;
    }

    /** Done by the thread that waits. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T result) throws IOException;
    }

    void forEach(Taker<T> taker) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try {
            ArrayDeque<Future<T>> running = new ArrayDeque<>();
            long next = 0;
            while (next < count || !running.isEmpty()) {
                while (next < count && running.size() < 2 * parallel) {
                    long number = next++;
                    running.add(threads.submit(() -> work.of(number)));
                }
                taker.take(result(running.remove()));
            }
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }

    private static <T> T result(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the check was interrupted");
        }
    }
}
