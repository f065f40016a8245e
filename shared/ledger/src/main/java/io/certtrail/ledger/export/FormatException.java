package io.certtrail.ledger.export;

import io.certtrail.ledger.json.JsonException;

/** A line of an export or of a proof file is not in the form that the format allows. */
public final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String part;
    private final String expected;
    private final String found;

    /**
     * @param part the column, or the JSON pointer of the member; empty for the line as a whole
     * @param expected what a valid file has there
     * @param found what this one has
     */
    public FormatException(String part, String expected, String found) {
        super((part.isEmpty() ? "" : part + ": ") + "expected " + expected + ", found " + found);
        this.part = part;
        this.expected = expected;
        this.found = found;
    }

    static FormatException of(JsonException e) {
        return new FormatException(e.pointer(), "strict JSON", String.valueOf(e.getMessage()));
    }

    public String part() {
        return part;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
