package io.certtrail.domain.subscriptions;

import java.util.Locale;

/**
 * A step of a test of a connection, and how it went.
 *
 * @param step what was tried, such as {@code list acm in eu-west-1}
 * @param detail what was found; never a credential, nor what AWS says in its own words
 * @param remedy what to do if it is not well, else empty
 */
public record ConnectionStep(String step, Outcome outcome, String detail, String remedy) {
    /** How a step went. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** Not tried, since it could not succeed. */
        SKIPPED;

        /** The name that callers see: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static ConnectionStep passed(String step, String detail) {
        return new ConnectionStep(step, Outcome.PASSED, detail, "");
    }

    public static ConnectionStep failed(String step, String detail, String remedy) {
        return new ConnectionStep(step, Outcome.FAILED, detail, remedy);
    }

    public static ConnectionStep skipped(String step, String why) {
        return new ConnectionStep(step, Outcome.SKIPPED, why, "");
    }

    public boolean isPassed() {
        return outcome == Outcome.PASSED;
    }
}
