package io.certtrail.bench.report;

/**
 * Something that is to be reached.
 *
 * @param wanted in words
 * @param found the number that was found; not a number if it was not measured
 * @param limit what it is held against
 * @param atLeast whether it is to be at least the limit, else at most
 * @param note what was set beside what, with the storage of both
 */
public record Reach(String wanted, double found, double limit, boolean atLeast, String note) {
    public static Reach atLeast(String wanted, double limit, double found, String note) {
        return new Reach(wanted, found, limit, true, note);
    }

    public static Reach atMost(String wanted, double limit, double found, String note) {
        return new Reach(wanted, found, limit, false, note);
    }

    /** {@code yes}, {@code no}, or that it was not measured. */
    public String met() {
        if (Double.isNaN(found)) {
            return "not measured";
        }
        return (atLeast ? found >= limit : found <= limit) ? "yes" : "no";
    }
}
