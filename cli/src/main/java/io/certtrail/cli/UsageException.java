package io.certtrail.cli;

/** What was typed can't be meant: the message says what and what would be right. The program exits with 64. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
