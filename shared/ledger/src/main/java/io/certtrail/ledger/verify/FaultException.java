package io.certtrail.ledger.verify;

import io.certtrail.ledger.export.FormatException;
import java.util.function.Supplier;

/** Ends a check at what it found. */
final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    FaultException(Finding finding) {
        super(finding.toString(), null, false, false);
        this.finding = finding;
    }

    FaultException(Fault fault, Place place, String expected, String found) {
        this(new Finding(fault, place, expected, found));
    }

    Finding finding() {
        return finding;
    }

    static void require(boolean holds, Fault fault, Place place, Object expected, Object found) {
        if (!holds) {
            throw new FaultException(fault, place, expected.toString(), found.toString());
        }
    }

    static void requireEqual(Fault fault, Place place, Object expected, Object found) {
        require(expected.equals(found), fault, place, expected, found);
    }

    /** Reads a line; if its form is wrong, then with this fault at this place. */
    static <T> T read(Fault fault, Place place, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (FormatException e) {
            throw new FaultException(fault, place.at(e.part()), e.expected(), e.found());
        }
    }
}
