package io.certtrail.evidence.check;

import java.util.Objects;

/** Ends a check at what it found. */
final class BundleFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient BundleFinding finding;

    BundleFaultException(BundleFault fault, String place, String expected, String found) {
        super(fault.sentence(), null, false, false);
        this.finding = new BundleFinding(fault, place, expected, found);
    }

    BundleFinding finding() {
        return finding;
    }

    static void require(boolean holds, BundleFault fault, String place, String expected, String found) {
        if (!holds) {
            throw new BundleFaultException(fault, place, expected, found);
        }
    }

    static void requireEqual(BundleFault fault, String place, Object expected, Object found) {
        require(Objects.equals(expected, found), fault, place, expected.toString(), found.toString());
    }
}
