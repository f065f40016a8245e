package io.certtrail.testkit.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A process's own clock: the true one, and how far this one is off. */
final class SkewedClock extends Clock {
    private final Clock truth;
    private Duration off;

    SkewedClock(Clock truth, Duration off) {
        this.truth = truth;
        this.off = off;
    }

    /** Jumps to where it is off by this much; ahead if it is positive. */
    void jumpTo(Duration newOff) {
        off = newOff;
    }

    @Override
    public Instant instant() {
        return truth.instant().plus(off);
    }

    @Override
    public ZoneId getZone() {
        return truth.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkewedClock(truth.withZone(zone), off);
    }
}
