package io.certtrail.testkit.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs schedules by their seeds, and makes one that fails as small as it quickly can: with as few faults as still make it
 * fail.
 */
public final class Harness {
    /** The system property that lets only these faults of a schedule strike, such as {@code 3,17}. */
    public static final String FAULTS = "certtrail.faults";

    private final Parts parts;

    public Harness(Parts parts) {
        this.parts = parts;
    }

    /**
     * What became of a schedule.
     *
     * @param fingerprint of the course of its events
     * @param faults those that struck, each with its number
     * @param failure null if it ended well
     */
    public record Run(
            long seed,
            long fingerprint,
            List<String> faults,
            @Nullable Throwable failure) {
        /** Whether everything was as it must be. */
        public boolean isClean() {
            return failure == null;
        }
    }

    /** Runs the schedule of a seed, with all its faults or those of {@value #FAULTS}. */
    public Run run(long seed) {
        String only = System.getProperty(FAULTS);
        return run(seed, only == null ? number -> true : among(only));
    }

    private static IntPredicate among(String numbers) {
        List<Integer> kept = numbers.isBlank()
                ? List.of()
                : Arrays.stream(numbers.split(",")).map(Integer::valueOf).toList();
        return kept::contains;
    }

    private Run run(long seed, IntPredicate kept) {
        Schedule schedule = new Schedule(seed, parts, kept);
        Throwable failure = null;
        try {
            schedule.run();
        } catch (Exception | AssertionError e) {
            failure = e;
        }
        return new Run(
                seed, schedule.fingerprint(), List.copyOf(schedule.fates().struck()), failure);
    }

    /** A failure as it is told: what failed, with which faults, and the command that makes it again. */
    public AssertionError explain(Run failed) {
        Run small = shrink(failed);
        String numbers = small.faults().stream()
                .map(fault -> fault.substring(0, fault.indexOf(' ')))
                .collect(Collectors.joining(","));
        return new AssertionError(
                """
                the schedule of seed %d fails: %s
                with these of its %d faults it still does (%s):
                  %s
                to run it again:
                  ./certtrail test -pl shared/testkit -am -Dtest=LedgerFaultTest -Dsurefire.failIfNoSpecifiedTests=false -Dcerttrail.seed=%d -Dcerttrail.schedules=1 -Dcerttrail.faults=%s""".formatted(
                                failed.seed(),
                                failed.failure(),
                                failed.faults().size(),
                                small.failure(),
                                String.join("\n  ", small.faults()),
                                failed.seed(),
                                numbers),
                small.failure());
    }

    /** Leaves out fault after fault, first many at a time, as long as it fails in the same way. */
    private Run shrink(Run failed) {
        Run small = failed;
        for (int chunk = Math.max(1, failed.faults().size() / 2); ; chunk /= 2) {
            for (int from = 0; from < small.faults().size(); ) {
                Optional<Run> smaller = without(small, from, from + chunk);
                small = smaller.orElse(small);
                from += smaller.isPresent() ? 0 : chunk;
            }
            if (chunk <= 1) {
                return small;
            }
        }
    }

    private Optional<Run> without(Run failed, int from, int to) {
        List<String> faults = failed.faults();
        TreeSet<Integer> kept = IntStream.range(0, faults.size())
                .filter(i -> i < from || i >= to)
                .mapToObj(i ->
                        Integer.valueOf(faults.get(i).substring(0, faults.get(i).indexOf(' '))))
                .collect(Collectors.toCollection(TreeSet::new));
        Run run = run(failed.seed(), kept::contains);
        boolean isSmaller = run.faults().size() < faults.size() && kind(run).equals(kind(failed));
        return isSmaller ? Optional.of(run) : Optional.empty();
    }

    /** What a failure says but for the numbers in it. */
    private static String kind(Run run) {
        return String.valueOf(run.failure()).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+", "#");
    }
}
