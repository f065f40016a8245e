package io.certtrail.testkit.faults;

import io.certtrail.domain.publish.SigningBudget;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What a schedule is like; drawn from its seed.
 *
 * @param generalists processes that do whatever they are woken for
 * @param records how often each recorder records
 * @param maxBundle the most new events that it records at once
 * @param faultsIn1000 of how many calls
 * @param hasKills whether processes die
 * @param hasLease whether sequencers have a lease; without, all of them work at once
 * @param finishesAside whether a block is finished while the next is built
 * @param losesWakes whether the queues lose some
 * @param losesHead whether the HEAD item is lost for a while
 * @param skew how far the clocks are off at most
 * @param step how far time goes at once, at most
 * @param workTime what a process is given to work
 */
record Shape(
        int sequencers,
        int publishers,
        int generalists,
        int records,
        int maxBundle,
        int faultsIn1000,
        boolean hasKills,
        boolean hasLease,
        boolean finishesAside,
        boolean losesWakes,
        boolean losesHead,
        Duration skew,
        Duration step,
        Duration workTime,
        SigningBudget budget) {
    private static final SigningBudget ALWAYS = new SigningBudget(1_000_000, Duration.ZERO, Duration.ofSeconds(1));
    private static final SigningBudget THRIFTY = new SigningBudget(2, Duration.ofSeconds(1), Duration.ofSeconds(20));

    private static final Duration[] SKEWS = {
        Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMillis(400), Duration.ofSeconds(8), Duration.ofHours(1)
    };

    static Shape draw(RandomGenerator random) {
        boolean isBig = random.nextInt(16) == 0;
        return new Shape(
                1 + random.nextInt(3),
                1 + random.nextInt(2),
                random.nextInt(3),
                isBig ? 3 : 2 + random.nextInt(7),
                isBig ? 90 : 1 + random.nextInt(8),
                random.nextInt(4) == 0 ? 0 : random.nextInt(150),
                random.nextInt(3) > 0,
                random.nextInt(3) > 0,
                random.nextBoolean(),
                random.nextInt(4) == 0,
                random.nextInt(12) == 0,
                SKEWS[random.nextInt(SKEWS.length)],
                Duration.ofMillis(random.nextBoolean() ? 50 : 3000),
                random.nextInt(3) == 0 ? Duration.ofSeconds(20) : Duration.ofHours(3),
                random.nextInt(3) == 0 ? THRIFTY : ALWAYS);
    }
}
