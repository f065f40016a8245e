package io.certtrail.domain.exports;

/** What the ledger holds is not what was signed: no export can be made of it, now or later. */
final class LedgerMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    LedgerMismatch(String finding) {
        super(finding);
    }
}
