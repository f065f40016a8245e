package io.certtrail.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.testkit.faults.Harness.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, and wherever, on the whole way from an event's door to its export: nothing that was acknowledged is
 * lost, nothing is there twice, and everything verifies. {@code -Dcerttrail.seed=N} begins at that seed,
 * {@code -Dcerttrail.schedules=N} runs N of them.
 */
class LedgerFaultTest {
    private static final int SCHEDULES = Integer.getInteger("certtrail.schedules", 250);
    private static final long FIRST_SEED = Long.getLong("certtrail.seed", 1);
    private static final int MOST_TOLD = 5;

    private final Harness harness = new Harness(Parts.RIGHT);

    @Test
    void noScheduleBreaksTheLedger() {
        System.out.printf("LedgerFaultTest: -Dcerttrail.seed=%d -Dcerttrail.schedules=%d%n", FIRST_SEED, SCHEDULES);
        List<AssertionError> failures = new ArrayList<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES && failures.size() < MOST_TOLD; seed++) {
            Run run = harness.run(seed);
            if (!run.isClean()) {
                AssertionError failure = harness.explain(run);
                System.out.println(failure.getMessage());
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    @Test
    void theSameSeedIsTheSameSchedule() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 5; seed++) {
            Run first = harness.run(seed);
            Run second = harness.run(seed);
            assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
            assertThat(second.faults()).isEqualTo(first.faults());
        }
    }
}
