package io.certtrail.domain.exports;

/** An attempt at an export failed; a later one may not. */
final class ExportTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    ExportTrouble(String message) {
        super(message);
    }
}
