package io.certtrail.ledger.published;

import io.certtrail.ledger.export.Excerpt;

/** The first thing that is wrong: what, where, and both values. */
public record LogFinding(LogFault fault, LogPlace place, String expected, String found) {
    private static final int MAX_LENGTH = 400;

    /** A finding; its texts may come from a stranger, so they are made short, and harmless on a terminal. */
    public LogFinding {
        expected = Excerpt.plain(expected, MAX_LENGTH);
        found = Excerpt.plain(found, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return place + ": " + fault.sentence() + ": expected " + expected + ", found " + found;
    }
}
