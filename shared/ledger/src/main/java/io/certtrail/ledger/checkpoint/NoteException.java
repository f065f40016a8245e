package io.certtrail.ledger.checkpoint;

/** A signed note can't be relied on. */
public final class NoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** It is not a signed note at all. */
        MALFORMED,
        /** None of the keys given has signed it. */
        NO_KNOWN_KEY,
        /** A key given is named, but did not make that signature. */
        BAD_SIGNATURE
    }

    private final Reason reason;

    NoteException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
