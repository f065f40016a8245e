package io.certtrail.ledger.parallel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Has work done by several threads, and gives the results in the order of the work: so what fails first in that order is
 * what is told, whichever failed first by the clock. No more than twice as many results as threads are held. With one
 * thread it is the caller's own, and none is started. Not thread-safe itself.
 */
public final class InOrder<T> implements AutoCloseable {
    private final int most;
    private final @Nullable ExecutorService threads;
    private final ArrayDeque<Future<T>> running = new ArrayDeque<>();

    /**
     * Nothing is running yet.
     *
     * @param parallel how many threads, from 1
     */
    public InOrder(int parallel) {
        most = parallel == 1 ? 1 : 2 * parallel;
        threads = parallel == 1 ? null : Executors.newFixedThreadPool(parallel);
    }

    /** Done by any thread. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws IOException;
    }

    /** Whether more work may be given out before the next result is taken. */
    public boolean hasRoom() {
        return running.size() < most;
    }

    /** Whether there is no result to take. */
    public boolean isEmpty() {
        return running.isEmpty();
    }

    /** Gives out work. */
    public void give(Work<T> work) {
        if (threads == null) {
            FutureTask<T> own = new FutureTask<>(work::done);
            own.run();
            running.add(own);
        } else {
            running.add(threads.submit(work::done));
        }
    }

    /**
     * The result of the work that was given out first, of those not taken yet; waits for it.
     *
     * @throws IOException what the work threw, as runtime exceptions and errors are too; or if the thread was interrupted
     */
    public T take() throws IOException {
        try {
            return running.remove().get();
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

    /** Ends the threads; what they still do is of no use to anyone. */
    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
            threads.close();
        }
    }
}
