package io.certtrail.bench.login;

import io.certtrail.bench.report.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long things of one kind took, in whatever unit. Not thread-safe. */
public final class Times {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    public int count() {
        return values.size();
    }

    /**
     * The middle one.
     *
     * @throws IllegalArgumentException if there are none
     */
    public double median() {
        return Spread.of(values).median();
    }

    /**
     * How well a threshold tells two kinds apart.
     *
     * @param value the area under its curve: the chance that one of these took longer than one of the others
     * @param error its standard error
     */
    public record Auc(double value, double error) {
        private static final double NORMAL_97_5 = 1.96;

        /** Where 95 % of such intervals hold the true value, as is {@link #high}. */
        public double low() {
            return value - NORMAL_97_5 * error;
        }

        public double high() {
            return value + NORMAL_97_5 * error;
        }
    }

    /**
     * Mann and Whitney's U over all pairs, a tie counting half; 0.5 if time tells nothing. Its error is DeLong's (DeLong,
     * DeLong and Clarke-Pearson 1988): from how much each one's own share of the other kind varies.
     *
     * @throws IllegalArgumentException if there are fewer than two of a kind
     */
    public Auc aucOver(Times others) {
        double[] below = sharesBelow(values, others.values);
        double[] above = Arrays.stream(sharesBelow(others.values, values))
                .map(share -> 1 - share)
                .toArray();
        double value = Arrays.stream(below).average().orElse(Double.NaN);
        return new Auc(value, Math.sqrt(variance(below) / below.length + variance(above) / above.length));
    }

    /** Of each one, the share of the others that it is longer than. */
    private static double[] sharesBelow(List<Double> ones, List<Double> others) {
        return ones.stream()
                .mapToDouble(one -> others.stream()
                        .mapToDouble(other -> one > other ? 1 : one < other ? 0 : 0.5)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    private static double variance(double[] shares) {
        if (shares.length < 2) {
            throw new IllegalArgumentException("expected two of a kind at least, found " + shares.length);
        }
        double mean = Arrays.stream(shares).average().orElse(Double.NaN);
        double squares = Arrays.stream(shares)
                .map(share -> (share - mean) * (share - mean))
                .sum();
        return squares / (shares.length - 1);
    }
}
