package io.certtrail.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** Things to close, the last one first; each is closed whatever the others do. Used by one thread at a time. */
final class Closers implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /**
     * Closes them all.
     *
     * @throws IllegalStateException with all that failed, when all is done
     */
    @Override
    public void close() {
        IllegalStateException failure = new IllegalStateException("not everything could be closed");
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
