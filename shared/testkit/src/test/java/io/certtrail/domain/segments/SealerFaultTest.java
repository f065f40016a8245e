package io.certtrail.domain.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Faults;
import io.certtrail.testkit.chain.FaultyChain;
import io.certtrail.testkit.chain.Killed;
import io.certtrail.testkit.chain.Throttled;
import io.certtrail.testkit.chain.Turns;
import io.certtrail.testkit.publish.FaultyLogStore;
import io.certtrail.testkit.segments.FaultyArchiveStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Sealing killed anywhere, with every fault, and by several at once ends in the very objects of a sealing without any.
 * {@code -Dcerttrail.seed=N} begins at that seed, {@code -Dcerttrail.schedules=N} runs as many.
 */
class SealerFaultTest {
    private static final long FIRST_SEED = Long.getLong("certtrail.seed", 1);
    private static final int SCHEDULES = Integer.getInteger("certtrail.schedules", 60);
    private static final Fault[] FAULTS = Fault.values();

    private final Vault chain = new Vault(7);
    private final Map<String, Hash> expected;

    SealerFaultTest() {
        chain.days(2, 30, 1, 2);
        assertThat(chain.seal()).hasSize(3);
        expected = chain.objects();
    }

    private static void attempt(Vault vault, Faults faults) {
        Sealer sealer = vault.sealer(
                new FaultyChain(vault.world.chain, faults),
                new FaultyArchiveStore(vault.archive, faults),
                new FaultyLogStore(vault.log, faults));
        try {
            List<Segment> _ = sealer.seal(vault.world.origin, Deadline.NONE);
        } catch (OutcomeUnknown | Killed | Throttled | IllegalStateException e) {
            // What it has left is looked at in the end.
        }
    }

    private int run(Function<String, Fault> plan) {
        Vault vault = chain.unsealed();
        int[] steps = {0};
        Faults faults = new Faults(
                step -> {
                    steps[0]++;
                    return plan.apply(step);
                },
                call -> {});
        attempt(vault, faults);
        List<Segment> _ = vault.seal();
        assertThat(vault.objects()).isEqualTo(expected);
        return steps[0];
    }

    @Test
    void aFaultAtAnyStepChangesNothing() {
        int steps = run(step -> Fault.NONE);
        assertThat(steps).isGreaterThan(20);
        for (Fault fault : FAULTS) {
            for (int at = 0; at < steps; at++) {
                int faultyStep = at;
                int[] step = {0};
                run(name -> step[0]++ == faultyStep ? fault : Fault.NONE);
            }
        }
    }

    @Test
    void severalAtOnceWithFaultsSealTheSame() {
        System.out.printf("SealerFaultTest: -Dcerttrail.seed=%d -Dcerttrail.schedules=%d%n", FIRST_SEED, SCHEDULES);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Vault vault = chain.unsealed();
            Turns turns = new Turns(random);
            List<Runnable> late = new ArrayList<>();
            double rate = random.nextDouble(0.2);
            List<Runnable> sealers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Faults faults = new Faults(
                        step -> {
                            turns.step();
                            return random.nextDouble() < rate ? FAULTS[random.nextInt(FAULTS.length)] : Fault.NONE;
                        },
                        late::add);
                sealers.add(() -> {
                    attempt(vault, faults);
                    attempt(vault, faults);
                });
            }
            turns.run(sealers);
            late.forEach(Runnable::run);
            List<Segment> _ = vault.seal();
            assertThat(vault.objects()).as("seed " + seed).isEqualTo(expected);
        }
    }
}
