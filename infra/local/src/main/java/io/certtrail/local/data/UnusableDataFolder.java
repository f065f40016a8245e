package io.certtrail.local.data;

/** A folder that no local cloud can be started on; the message says why, and what to do. */
public final class UnusableDataFolder extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableDataFolder(String message) {
        super(message);
    }
}
