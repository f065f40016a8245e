package io.certtrail.domain.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * How often heads are signed, so that the cost of signatures is bounded whatever the traffic: a token bucket of
 * {@code burst} signatures, refilled by one each {@code refill}, and never two within {@code gap}. Kept in the form of
 * the generic cell rate algorithm (ITU-T I.371, appendix): what is stored is the time at which the bucket is full again.
 *
 * @param burst signatures in a row after a quiet time, 1 or more
 * @param gap the least time between two signatures
 * @param refill the time after which one more signature is allowed once the burst is spent
 */
public record SigningBudget(int burst, Duration gap, Duration refill) {
    /** A burst of 60, at most one a second, then one every 30 s. */
    public static final SigningBudget DEFAULT = new SigningBudget(60, Duration.ofSeconds(1), Duration.ofSeconds(30));

    /**
     * What is spent.
     *
     * @param fullAt when all of the burst is there again
     * @param last when the last signature was made
     */
    public record Spent(Instant fullAt, Instant last) {
        public static final Spent NOTHING = new Spent(Instant.EPOCH, Instant.EPOCH);
    }

    public SigningBudget {
        if (burst < 1 || gap.isNegative() || refill.isNegative() || refill.isZero()) {
            throw new IllegalArgumentException(
                    "a budget wants a burst of 1 or more, a gap and a refill, found %d, %s, %s"
                            .formatted(burst, gap, refill));
        }
    }

    /**
     * How long to wait for the next signature: zero when it may be made now, and at most the longer of the two times.
     * What is spent may have been noted by a process whose clock was ahead: a wait of more than twice that is a mistake,
     * and none at all, since it would keep every other process from signing until its own clock is there.
     */
    public Duration wait(Spent spent, Instant now) {
        Duration longest = Collections.max(List.of(gap, refill));
        Duration gapLeft = Duration.between(now, spent.last().plus(gap));
        Duration refillLeft = Duration.between(now, spent.fullAt().minus(refill.multipliedBy(burst - 1L)));
        Duration wait = Collections.max(List.of(Duration.ZERO, gapLeft, refillLeft));
        if (wait.compareTo(longest.multipliedBy(2)) > 0) {
            return Duration.ZERO;
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /**
     * What is spent after one more signature, allowed or not: one that was asked for is made whatever the budget says,
     * and pushes the ordinary ones back by one refill at most.
     */
    public Spent spend(Spent spent, Instant now) {
        Instant from = spent.fullAt().isAfter(now) ? spent.fullAt() : now;
        Instant fullAt = from.plus(refill);
        Instant latest = now.plus(refill.multipliedBy(burst));
        return new Spent(fullAt.isAfter(latest) ? latest : fullAt, now);
    }
}
