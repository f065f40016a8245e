package io.certtrail.local.adversary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Decides when something goes wrong: wake-ups late, shuffled, repeated and at the same time; calls refused for their
 * rate; answers lost after the work was done; invocations cut off. A seed makes the same decisions in the same order,
 * though threads may come by in another one. Safe for use by many threads.
 */
public final class Adversary {
    private static final double LATE = 0.2;
    private static final double REPEATED = 0.2;
    private static final double SPLIT = 0.2;
    private static final double THROTTLED = 0.02;
    private static final double LOST = 0.02;
    private static final double CUT_OFF = 0.02;
    private static final int LONGEST_DELAY_MS = 500;
    private static final int LONGEST_LIFE_MS = 300;

    private static final Adversary NONE = new Adversary(new Random(0), false);

    private final Random random;
    private final boolean active;

    private Adversary(Random random, boolean active) {
        this.random = random;
        this.active = active;
    }

    /** Lets everything go right. */
    public static Adversary none() {
        return NONE;
    }

    public static Adversary seeded(long seed) {
        return new Adversary(new Random(seed), true);
    }

    public boolean active() {
        return active;
    }

    /** How long a wake-up is held back. */
    public Duration delay() {
        return happens(LATE) ? Duration.ofMillis(below(LONGEST_DELAY_MS)) : Duration.ZERO;
    }

    /** What becomes of a batch: the batches that are delivered at the same time, which together hold every record. */
    public <T> List<List<T>> deliveries(List<T> batch) {
        if (!active) {
            return List.of(batch);
        }
        List<T> shuffled = new ArrayList<>(batch);
        synchronized (random) {
            Collections.shuffle(shuffled, random);
        }
        if (happens(REPEATED)) {
            return List.of(shuffled, batch);
        }
        if (batch.size() > 1 && happens(SPLIT)) {
            int middle = 1 + below(batch.size() - 1);
            return List.of(shuffled.subList(0, middle), shuffled.subList(middle, batch.size()));
        }
        return List.of(shuffled);
    }

    /** The time an invocation gets of what its function is configured to have. */
    public Duration timeLimit(Duration configured) {
        return happens(CUT_OFF) ? Duration.ofMillis(1 + below(LONGEST_LIFE_MS)) : configured;
    }

    /** Whether a call is refused for its rate before it does anything. */
    public boolean throttles() {
        return happens(THROTTLED);
    }

    /** Whether the answer of a call that was carried out is lost. */
    public boolean losesAnswer() {
        return happens(LOST);
    }

    private boolean happens(double probability) {
        if (!active) {
            return false;
        }
        synchronized (random) {
            return random.nextDouble() < probability;
        }
    }

    private int below(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }
}
