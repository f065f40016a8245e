package io.certtrail.ledger.verify;

import io.certtrail.ledger.entry.LedgerTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sees to it that time never decreases from entry to entry. */
final class TimeOrder {
    private @Nullable Instant last;

    void see(Instant time, Place place) {
        Instant before = last;
        if (before != null && time.isBefore(before)) {
            throw new FaultException(
                    Fault.TIME_GOES_BACK,
                    place.at("time"),
                    "not before " + LedgerTime.text(before),
                    LedgerTime.text(time));
        }
        last = time;
    }
}
