package io.certtrail.evidence.check;

import io.certtrail.ledger.export.Excerpt;

/**
 * The first thing that is wrong with a bundle.
 *
 * @param place a file inside, or a part of the bundle, in words
 */
public record BundleFinding(BundleFault fault, String place, String expected, String found) {
    private static final int MAX_LENGTH = 300;

    /** A finding; its texts may come from a stranger's file, so they are made short, and harmless on a terminal. */
    public BundleFinding {
        place = Excerpt.plain(place, MAX_LENGTH);
        expected = Excerpt.plain(expected, MAX_LENGTH);
        found = Excerpt.plain(found, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return place + ": " + fault.sentence() + ": expected " + expected + ", found " + found;
    }
}
