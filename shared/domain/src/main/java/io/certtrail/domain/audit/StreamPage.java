package io.certtrail.domain.audit;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of a chain, oldest entry first, without a gap.
 *
 * @param records its entries, in the form that was asked for
 * @param next the position to go on after: the {@code seq} of the last entry, or what was asked if there is none
 * @param size how many entries the chain held when it was read
 * @param complete whether it is as full as it could be; if not, it stopped to answer in time or before it grew too large
 * @param asOf the time of the chain's newest entry when it was read
 */
public record StreamPage(Origin origin, List<Json.Obj> records, long next, long size, boolean complete, Instant asOf) {
    public StreamPage {
        records = List.copyOf(records);
    }

    /** Whether the chain held more entries after this stretch. */
    public boolean hasMore() {
        return next < size - 1;
    }
}
