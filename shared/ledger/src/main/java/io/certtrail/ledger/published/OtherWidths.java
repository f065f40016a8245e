package io.certtrail.ledger.published;

import org.jspecify.annotations.Nullable;

/**
 * What was found beside an object in another width.
 *
 * @param leftovers narrower ones, which this one has replaced
 * @param isGrowing whether there is a wider one, of entries that no checkpoint covers yet
 * @param wrong that one does not agree with it. Nobody needs that one, so what was signed is looked at first
 */
record OtherWidths(
        long leftovers, boolean isGrowing, @Nullable LogFinding wrong) {
    static final OtherWidths NONE = new OtherWidths(0, false, null);

    static OtherWidths wrong(LogFinding finding) {
        return new OtherWidths(0, false, finding);
    }

    OtherWidths and(OtherWidths more) {
        return new OtherWidths(
                leftovers + more.leftovers, isGrowing || more.isGrowing, wrong == null ? more.wrong : wrong);
    }

    void requireRight() {
        if (wrong != null) {
            throw new LogFaultException(wrong);
        }
    }
}
