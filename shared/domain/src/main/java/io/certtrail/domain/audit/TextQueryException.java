package io.certtrail.domain.audit;

import java.io.Serial;

/** A {@code q} that can't be read. */
public final class TextQueryException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int position;

    /**
     * A complaint.
     *
     * @param position of the char that is wrong, from 0
     * @param detail what was expected and what was found
     */
    TextQueryException(int position, String detail) {
        super("at character %d: %s".formatted(position + 1, detail));
        this.position = position;
    }

    /** Of the char that is wrong, from 0. */
    public int position() {
        return position;
    }
}
