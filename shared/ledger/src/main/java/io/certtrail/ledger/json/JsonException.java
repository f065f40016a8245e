package io.certtrail.ledger.json;

/** A text is not JSON as the ledger reads it. The message says what was found, {@link #pointer()} where. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of thing is wrong. */
    public enum Code {
        SYNTAX,
        DUPLICATE_MEMBER,
        LONE_SURROGATE,
        INVALID_UTF8,
        NUMBER_OUT_OF_RANGE,
        NUMBER_NOT_INTEGER,
        TOO_DEEP,
        TRAILING_TEXT
    }

    private final Code code;
    private final String pointer;

    JsonException(Code code, String pointer, String message) {
        super(message);
        this.code = code;
        this.pointer = pointer;
    }

    public Code code() {
        return code;
    }

    /** JSON pointer (RFC 6901) of the value that is wrong; empty for the document as a whole. */
    public String pointer() {
        return pointer;
    }
}
