package io.certtrail.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.RuleModel.Found;
import io.certtrail.domain.chain.RuleModel.Without;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rule of ledger.md §3, as the code keeps it, holds in every case that the model knows; and each clause is needed. */
class RuleModelTest {
    /** A bundle of two events, and a retry of the first. */
    private static final int[][] A_BUNDLE_AND_A_RETRY = {{0, 1}, {0}};

    /** For the nightly tests: with two deaths, some millions of states. */
    private static final int[][] AND_ANOTHER_EVENT = {{0, 1}, {0}, {2}};

    @Test
    void noScheduleForksLosesOrRepeats() {
        boolean nightly = Boolean.getBoolean("certtrail.nightly");
        RuleModel model = nightly
                ? new RuleModel(AND_ANOTHER_EVENT, 3, 2, EnumSet.noneOf(Without.class))
                : new RuleModel(A_BUNDLE_AND_A_RETRY, 2, 1, EnumSet.noneOf(Without.class));

        Found found = model.search();

        System.out.printf("RuleModelTest: %,d states%n", found.states());
        assertThat(found.violation()).isEmpty();
        assertThat(found.allLogged()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Without.class)
    void withoutAnyClauseItBreaks(Without clause) {
        Found found = new RuleModel(A_BUNDLE_AND_A_RETRY, 2, 1, EnumSet.of(clause)).search();

        assertThat(found.violation())
                .as("without %s, after %d states", clause, found.states())
                .hasValueSatisfying(steps -> System.out.printf("without %s: %s%n", clause, String.join("; ", steps)));
    }
}
