package io.certtrail.domain.chain;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Does something while its caller goes on. Safe for use by many threads. */
public interface Aside {
    /** Not aside: at once, in the caller's thread. */
    Aside AT_ONCE = work -> {
        work.run();
        return () -> {};
    };

    /**
     * Starts it.
     *
     * @return waits for its end, and throws what it has thrown, each time it is called
     */
    Runnable start(Runnable work);

    /** In threads of this executor. */
    static Aside on(Executor threads) {
        return work -> {
            FutureTask<Void> task = new FutureTask<>(work, null);
            threads.execute(task);
            return () -> await(task);
        };
    }

    private static void await(FutureTask<Void> task) {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for what was started", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
