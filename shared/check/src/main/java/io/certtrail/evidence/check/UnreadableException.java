package io.certtrail.evidence.check;

/** Ends a check at something that is allowed and that this program does not read: then it can't be told. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message, null, false, false);
    }

    String explanation() {
        return String.valueOf(getMessage());
    }
}
