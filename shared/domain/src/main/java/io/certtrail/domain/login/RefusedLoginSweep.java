package io.certtrail.domain.login;

import java.time.Clock;
import java.util.List;

/** Records the attempts that were refused in windows that have ended. Safe for use by several threads, and repeatable. */
public final class RefusedLoginSweep {
    private static final int AT_ONCE = 500;

    private final RefusedLogins refused;
    private final LoginEvents events;
    private final Clock clock;

    public RefusedLoginSweep(RefusedLogins refused, LoginEvents events, Clock clock) {
        this.refused = refused;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sweeps once.
     *
     * @return how many entries they became
     */
    public int sweep(String tenant) {
        List<RefusedLogins.Flood> due = refused.due(tenant, clock.instant(), AT_ONCE);
        int settled = 0;
        for (RefusedLogins.Flood flood : due) {
            if (refused.settle(flood, List.of(events.refused(flood)))) {
                settled++;
            }
        }
        return settled;
    }
}
