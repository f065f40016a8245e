package io.certtrail.ledger.verify;

import org.jspecify.annotations.Nullable;

/**
 * Where in the files something is.
 *
 * @param line from 1
 * @param seq of the entry that the line is of, where there is one
 * @param part the column, or the JSON pointer of the member; empty for the line as a whole
 */
public record Place(File file, long line, @Nullable Long seq, String part) {
    /** Which file. */
    public enum File {
        EXPORT("export"),
        PROOF("proof");

        private final String text;

        File(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    static Place export(long line) {
        return new Place(File.EXPORT, line, null, "");
    }

    static Place proof(long line) {
        return new Place(File.PROOF, line, null, "");
    }

    Place of(long entry) {
        return new Place(file, line, entry, part);
    }

    Place at(String newPart) {
        return new Place(file, line, seq, newPart);
    }

    /** For a person: {@code export line 6, seq 54, severity}. */
    @Override
    public String toString() {
        return file.text() + " line " + line + (seq == null ? "" : ", seq " + seq)
                + (part.isEmpty() ? "" : ", " + part);
    }
}
