package io.certtrail.local.wake;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The threads of the pollers, started and stopped together. A poller that fails starts again, and says so. */
public final class Pollers implements AutoCloseable {
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(3);

    private final List<Thread> threads = new ArrayList<>();
    private final PrintStream log;

    public Pollers(PrintStream log) {
        this.log = log;
    }

    public void start(String name, Poller poller) {
        threads.add(Thread.ofVirtual().name(name).start(() -> run(name, poller)));
    }

    private void run(String name, Poller poller) {
        try {
            while (!Thread.interrupted()) {
                try {
                    poller.poll();
                } catch (RuntimeException e) {
                    synchronized (log) {
                        log.println(name + " failed and starts again");
                        e.printStackTrace(log);
                    }
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts them all and waits a few seconds at most. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + TIME_TO_STOP.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
