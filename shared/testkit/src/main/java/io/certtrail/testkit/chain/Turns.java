package io.certtrail.testkit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs processes as threads of which one goes at a time, and draws who goes next whenever one comes to a {@link #step}:
 * any interleaving, and the same again from the same seed.
 */
public final class Turns {
    private final RandomGenerator random;
    private final Map<Thread, Player> players = new ConcurrentHashMap<>();
    private final Semaphore stopped = new Semaphore(0);

    public Turns(RandomGenerator random) {
        this.random = random;
    }

    /** A process between its turns. What it writes, the others see: the semaphores hand it over. */
    private final class Player {
        private final Runnable process;
        private final Semaphore go = new Semaphore(0);
        private boolean ended;
        private @Nullable Throwable failure;

        Player(Runnable process) {
            this.process = process;
        }

        void start() {
            Thread.ofPlatform().daemon().start(() -> {
                players.put(Thread.currentThread(), this);
                go.acquireUninterruptibly();
                try {
                    process.run();
                } catch (Throwable t) {
                    failure = t;
                } finally {
                    players.remove(Thread.currentThread());
                    ended = true;
                    stopped.release();
                }
            });
        }

        void takeTurn() {
            go.release();
            stopped.acquireUninterruptibly();
        }

        void pass() {
            stopped.release();
            go.acquireUninterruptibly();
        }
    }

    /** Lets the others have a turn. Outside of {@link #run} it does nothing. */
    public void step() {
        Player mine = players.get(Thread.currentThread());
        if (mine != null) {
            mine.pass();
        }
    }

    /** Runs all of them to their ends; then throws what the first that failed has thrown. */
    public void run(List<Runnable> processes) {
        List<Player> alive = new ArrayList<>(processes.stream().map(Player::new).toList());
        alive.forEach(Player::start);
        Throwable failure = null;
        while (!alive.isEmpty()) {
            Player next = alive.get(random.nextInt(alive.size()));
            next.takeTurn();
            if (next.ended) {
                alive.remove(next);
                failure = failure == null ? next.failure : failure;
            }
        }
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }
}
