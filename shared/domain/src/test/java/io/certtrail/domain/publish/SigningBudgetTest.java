package io.certtrail.domain.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.publish.SigningBudget.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SigningBudgetTest {
    private static final SigningBudget BUDGET = SigningBudget.DEFAULT;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /** The seconds at which a signer that always has something to sign may do so. */
    private static List<Long> signatures(SigningBudget budget, Spent spent, int count) {
        List<Long> seconds = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < count; i++) {
            now = now.plus(budget.wait(spent, now));
            assertThat(budget.wait(spent, now)).isZero();
            spent = budget.spend(spent, now);
            seconds.add(Duration.between(START, now).toSeconds());
        }
        return seconds;
    }

    @Test
    void aBurstGoesAtOneASecondAndThenOneEveryRefill() {
        List<Long> seconds = signatures(BUDGET, Spent.NOTHING, 70);
        assertThat(seconds.subList(0, 60))
                .isEqualTo(LongStream.range(0, 60).boxed().toList());
        // While the burst was spent two signatures came back, at 30 s and at 60 s: the 61st and 62nd follow at once.
        assertThat(seconds.subList(60, 65)).containsExactly(60L, 61L, 90L, 120L, 150L);
    }

    @Test
    void anHourCostsAtMostBurstAndRefills() {
        long inAnHour = signatures(BUDGET, Spent.NOTHING, 300).stream()
                .filter(s -> s < 3600)
                .count();
        assertThat(inAnHour).isEqualTo(60 + 3600 / 30 - 1);
    }

    @Test
    void aQuietTimeFillsTheBucketAgain() {
        Spent spent = Spent.NOTHING;
        for (int i = 0; i < 60; i++) {
            spent = BUDGET.spend(spent, START);
        }
        Instant later = START.plus(BUDGET.refill().multipliedBy(60));
        assertThat(spent.fullAt()).isEqualTo(later);
        assertThat(BUDGET.wait(spent, later)).isZero();
    }

    @Test
    void signaturesThatWereAskedForPushTheOthersBackByOneRefillAtMost() {
        Spent spent = Spent.NOTHING;
        for (int i = 0; i < 1000; i++) {
            spent = BUDGET.spend(spent, START);
        }
        assertThat(BUDGET.wait(spent, START)).isEqualTo(BUDGET.refill());
    }

    @Test
    void aClockThatWentBackDoesNotStopTheSigning() {
        for (Duration ahead : List.of(Duration.ofSeconds(40), Duration.ofMinutes(5), Duration.ofDays(1))) {
            Spent spent = Spent.NOTHING;
            for (int i = 0; i < 60; i++) {
                spent = BUDGET.spend(spent, START.plus(ahead));
            }
            Instant afterOneWait = START.plus(BUDGET.wait(spent, START));
            Instant afterTwo = afterOneWait.plus(BUDGET.wait(spent, afterOneWait));
            Instant afterThree = afterTwo.plus(BUDGET.wait(spent, afterTwo));
            assertThat(BUDGET.wait(spent, afterThree)).as("%s ahead", ahead).isZero();
            assertThat(BUDGET.spend(spent, afterThree).last())
                    .as("the next signature puts it right")
                    .isEqualTo(afterThree);
        }
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatThrownBy(() -> new SigningBudget(0, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SigningBudget(1, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
