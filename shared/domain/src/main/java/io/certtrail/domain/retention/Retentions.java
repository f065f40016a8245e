package io.certtrail.domain.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What each tenant's retention is. Safe for use by many threads. */
@FunctionalInterface
public interface Retentions {
    Retention of(String tenant);

    /** What was recorded before this is not shown any more, whether it is dropped already or not. */
    default Instant keptFrom(String tenant, Clock clock) {
        return of(tenant).firstDay(clock.instant()).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
