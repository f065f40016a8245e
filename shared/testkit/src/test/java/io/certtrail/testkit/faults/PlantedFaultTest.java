package io.certtrail.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The harness finds faults that were planted for it. {@code -Dcerttrail.seed=N} begins at that seed,
 * {@code -Dcerttrail.planted=N} looks for each of them from N seeds that lie far apart.
 */
class PlantedFaultTest {
    private static final long FIRST_SEED = Long.getLong("certtrail.seed", 1);
    private static final int TIMES = Integer.getInteger("certtrail.planted", 1);
    private static final boolean IS_NIGHT = Boolean.getBoolean("certtrail.nightly");

    /** What takes more schedules than these is looked for at night. */
    private static final int MOST_BY_DAY = 300;

    private static final long APART = 100_000;
    private static final int HARMLESS_SCHEDULES = 10;

    static List<Planted> planted() {
        return Planted.all().stream()
                .filter(planted -> IS_NIGHT || planted.within() <= MOST_BY_DAY)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("planted")
    void aPlantedFaultIsFound(Planted planted) {
        int[] needed = IntStream.range(0, TIMES)
                .map(time -> {
                    long seed = FIRST_SEED + time * APART;
                    OptionalInt found = planted.schedulesToFind(seed);
                    assertThat(found)
                            .as("%s is found in %d schedules from seed %d", planted, planted.within(), seed)
                            .isPresent();
                    return found.getAsInt();
                })
                .sorted()
                .toArray();
        System.out.printf(
                "planted %s: found in %d schedules (median), %d at most, of %d seeds from %d; allowed %d%n",
                planted, needed[needed.length / 2], needed[needed.length - 1], TIMES, FIRST_SEED, planted.within());
    }

    /**
     * Three that do no harm, by the rest of the rule. Whoever deletes outbox items before the id items are written writes
     * these before it reads again, and if it dies, the next does, from the block that HEAD names. Whoever takes a lost
     * answer for a lost block starts again from HEAD, and so finds its block if it won, and can't win twice. Whoever
     * gives a lease back that has marks makes those wait for a term who left them, and no longer.
     */
    static List<Planted> harmless() {
        return List.of(
                Planted.inProcess(
                        "deletes before it writes id items",
                        HARMLESS_SCHEDULES,
                        PlantedInSequencer::deletesBeforeItWritesIdItems),
                Planted.inProcess(
                        "takes no answer for lost", HARMLESS_SCHEDULES, PlantedInSequencer::takesNoAnswerForLost),
                Planted.inProcess("sees no marks", HARMLESS_SCHEDULES, PlantedInSequencer::seesNoMarks));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatIsHarmlessIsNotCalledAFault(Planted harmless) {
        for (int time = 0; time < TIMES; time++) {
            assertThat(harmless.schedulesToFind(FIRST_SEED + time * APART))
                    .as("%s, from seed %d", harmless, FIRST_SEED + time * APART)
                    .isEmpty();
        }
    }
}
