package io.certtrail.domain.audit;

import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a search found.
 *
 * @param nextCursor where to go on, or null when everything was looked at
 * @param from the time of the oldest entry of the asked range that this page looked at, or null if it looked at none
 * @param to the time of the newest one
 * @param scanned how many entries it looked at
 * @param complete whether it is as full as it could be; if not, the search stopped to answer in time (or before it grew
 *     too large), and the entries not looked at yet are behind the cursor
 * @param asOf the time of the newest entry of the chain when the page was made
 */
public record AuditPage(
        List<LoggedEntry> entries,
        @Nullable String nextCursor,
        @Nullable Instant from,
        @Nullable Instant to,
        long scanned,
        boolean complete,
        Instant asOf) {
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
