package io.certtrail.domain.exports;

/**
 * How far an export is.
 *
 * @param step what is being done
 * @param done of {@code of}: entries of the chain while rows are written, bytes while a bundle is stored
 * @param of 0 while it is not known
 * @param rows how many entries matched so far
 */
public record Progress(Step step, long done, long of, long rows) {
    public static final Progress NONE = new Progress(Step.ROWS, 0, 0, 0);

    /** The steps, in order. */
    public enum Step {
        /** Entries are read, and written as rows or as lines of the proof. */
        ROWS,
        /** The bundle is made of them, and sealed. */
        BUNDLE;

        /** The name that callers see: {@code rows}. */
        public String text() {
            return this == ROWS ? "rows" : "bundle";
        }
    }

    /** How much of the whole work is done, 0 to 99. A bundle's rows count as half of it. */
    public int percent(Format format) {
        long ofStep = of == 0 ? 0 : Math.min(99, 100 * done / of);
        if (!format.isBundle()) {
            return Math.toIntExact(ofStep);
        }
        return Math.toIntExact(step == Step.ROWS ? ofStep / 2 : 50 + ofStep / 2);
    }
}
