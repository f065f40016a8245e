package io.certtrail.testkit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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

    /** Seen by who has the turn alone, as is what the processes write: the semaphores hand it over. */
    private final List<Player> alive = new ArrayList<>();

    private final Semaphore over = new Semaphore(0);
    private @Nullable Throwable failure;

    public Turns(RandomGenerator random) {
        this.random = random;
    }

    /** A process between its turns. */
    private final class Player {
        private final Runnable process;
        private final Semaphore go = new Semaphore(0);

        Player(Runnable process) {
            this.process = process;
        }

        void start() {
            Thread.ofVirtual().start(() -> {
                players.put(Thread.currentThread(), this);
                go.acquireUninterruptibly();
                try {
                    process.run();
                } catch (Throwable t) {
                    failure = failure == null ? t : failure;
                } finally {
                    players.remove(Thread.currentThread());
                    leave(this);
                }
            });
        }
    }

    private void leave(Player player) {
        alive.remove(player);
        if (alive.isEmpty()) {
            over.release();
        } else {
            draw().go.release();
        }
    }

    private Player draw() {
        return alive.get(random.nextInt(alive.size()));
    }

    /** Lets the others have a turn. Outside of {@link #run} it does nothing. */
    public void step() {
        Player mine = players.get(Thread.currentThread());
        if (mine == null) {
            return;
        }
        Player next = draw();
        if (next != mine) {
            next.go.release();
            mine.go.acquireUninterruptibly();
        }
    }

    /**
     * Starts a process beside the one whose turn it is; outside of {@link #run} it runs to its end at once.
     *
     * @return waits for its end, and throws what it has thrown
     */
    public Runnable start(Runnable process) {
        FutureTask<Void> task = new FutureTask<>(process, null);
        if (players.containsKey(Thread.currentThread())) {
            Player player = new Player(task);
            alive.add(player);
            player.start();
        } else {
            task.run();
        }
        return () -> {
            while (!task.isDone()) {
                step();
            }
            if (task.state() == Future.State.FAILED) {
                rethrow(task.exceptionNow());
            }
        };
    }

    /** Runs all of them to their ends; then throws what the first that failed has thrown. */
    public void run(List<Runnable> processes) {
        processes.forEach(process -> alive.add(new Player(process)));
        List.copyOf(alive).forEach(Player::start);
        draw().go.release();
        over.acquireUninterruptibly();
        if (failure != null) {
            rethrow(failure);
        }
    }

    private static void rethrow(Throwable failure) {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }
}
