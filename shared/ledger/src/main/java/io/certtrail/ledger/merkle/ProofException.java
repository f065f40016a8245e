package io.certtrail.ledger.merkle;

/** A proof does not show what it should. */
public final class ProofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProofException(String message) {
        super(message);
    }
}
