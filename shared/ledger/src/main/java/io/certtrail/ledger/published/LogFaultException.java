package io.certtrail.ledger.published;

/** Ends a check at what it found. */
final class LogFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LogFinding finding;

    LogFaultException(LogFault fault, LogPlace place, Object expected, Object found) {
        this(new LogFinding(fault, place, expected.toString(), found.toString()));
    }

    LogFaultException(LogFinding finding) {
        super(finding.toString(), null, false, false);
        this.finding = finding;
    }

    LogFinding finding() {
        return finding;
    }

    static void require(boolean holds, LogFault fault, LogPlace place, Object expected, Object found) {
        if (!holds) {
            throw new LogFaultException(fault, place, expected, found);
        }
    }
}
