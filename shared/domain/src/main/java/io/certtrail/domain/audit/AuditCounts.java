package io.certtrail.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a count came to; but for the tally as of an {@link AuditPage}.
 *
 * @param nextCursor where to go on, or null when everything was counted
 */
public record AuditCounts(
        Tally tally,
        @Nullable String nextCursor,
        @Nullable Instant from,
        @Nullable Instant to,
        long scanned,
        boolean complete,
        Instant asOf) {}
