package io.certtrail.domain.chain;

/** There was no answer to a write: it may have taken effect, or may yet (ledger.md §3, clause 4). */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
