package io.certtrail.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.RuleModel.Found;
import io.certtrail.domain.chain.RuleModel.Without;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule of ledger.md §3, as the code keeps it, holds in every case that the model knows; and each clause is needed. */
class RuleModelTest {
    /** A bundle of two events, and a retry of the first. */
    private static final Events A_BUNDLE_AND_A_RETRY = new Events(new int[][] {{0, 1}, {0}}, 0, 1);

    /** For the nightly tests: with two deaths, some millions of states. */
    private static final Events AND_ANOTHER_EVENT = new Events(new int[][] {{0, 1}, {0}, {2}}, 0, 1, 2);

    /** A run of two and a caller's event in one request, which is recorded again since its answer was lost. */
    private static final Events A_RUN_TWICE = new Events(new int[][] {{0, 1, 2}, {0, 1, 2}}, 0, 0, 2);

    /** A run between two of a caller's events, and a retry of both of those. */
    private static final Events A_RUN_BETWEEN = new Events(new int[][] {{0, 1, 2, 3}, {3, 0}}, 0, 1, 1, 3);

    /** A run of two, and an event of a caller's that has an id of it. */
    private static final Events A_CALLERS_ID_OF_A_RUN = new Events(new int[][] {{0, 1}, {2}}, 0, 0, 0);

    /** What is recorded: the events of each outbox item, and the first event of each event's run. */
    static final class Events {
        private final int[][] items;
        private final int[] firsts;

        Events(int[][] items, int... firsts) {
            this.items = items;
            this.firsts = firsts;
        }

        Found search(int crashes, Set<Without> without) {
            return new RuleModel(items, firsts, crashes, without).search();
        }
    }

    private static List<Events> holding() {
        return List.of(
                Boolean.getBoolean("certtrail.nightly") ? AND_ANOTHER_EVENT : A_BUNDLE_AND_A_RETRY,
                A_RUN_TWICE,
                A_RUN_BETWEEN);
    }

    @ParameterizedTest
    @MethodSource("holding")
    void noScheduleForksLosesOrRepeats(Events events) {
        Found found = events.search(Boolean.getBoolean("certtrail.nightly") ? 2 : 1, EnumSet.noneOf(Without.class));

        System.out.printf("RuleModelTest: %,d states%n", found.states());
        assertThat(found.violation()).isEmpty();
        assertThat(found.allLogged()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Without.class)
    void withoutAnyClauseItBreaks(Without clause) {
        Events events = switch (clause) {
            case RUNS_WHOLE_IN_A_BLOCK -> A_RUN_TWICE;
            case IDS_THAT_NO_CALLER_USES -> A_CALLERS_ID_OF_A_RUN;
            default -> A_BUNDLE_AND_A_RETRY;
        };

        requireBroken(clause, events);
    }

    @ParameterizedTest
    @EnumSource(value = Without.class, mode = EnumSource.Mode.EXCLUDE, names = "IDS_THAT_NO_CALLER_USES")
    void withoutAnyClauseItBreaksWithRunsToo(Without clause) {
        requireBroken(clause, A_RUN_TWICE);
    }

    private static void requireBroken(Without clause, Events events) {
        Found found = events.search(1, EnumSet.of(clause));

        assertThat(found.violation())
                .as("without %s, after %d states", clause, found.states())
                .hasValueSatisfying(steps -> System.out.printf("without %s: %s%n", clause, String.join("; ", steps)));
    }
}
