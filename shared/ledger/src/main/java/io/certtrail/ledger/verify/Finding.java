package io.certtrail.ledger.verify;

/** The first thing that is wrong: what, where, and both values. */
public record Finding(Fault fault, Place place, String expected, String found) {
    @Override
    public String toString() {
        return place + ": " + fault.sentence() + ": expected " + expected + ", found " + found;
    }
}
