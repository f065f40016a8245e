package io.certtrail.testkit.exports;

import java.util.List;

/**
 * What people write into the entries of a {@link SampleLedger}.
 *
 * @param actors four names
 * @param resource a name
 * @param event how each description begins
 */
public record SampleWords(List<String> actors, String resource, String event) {
    /** Some with what a CSV has to quote. */
    public static final SampleWords DEFAULT = new SampleWords(
            List.of("alice", "=HYPERLINK(\"x\")", "Zażółć, gęślą", ""), "the one", "something happened to");

    public SampleWords {
        actors = List.copyOf(actors);
    }
}
