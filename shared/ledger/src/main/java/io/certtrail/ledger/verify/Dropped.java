package io.certtrail.ledger.verify;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.export.ExportRow;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * Entries that were in a log and whose contents were dropped when their time was up, as a row of the export says: an
 * entry {@code audit.pruned}, which the log alone records. Their leaves are in the tree as before.
 *
 * @param seq the place of the entry that says so
 * @param time when it was recorded
 * @param origin the log whose entries they were
 * @param fromSeq the first of them
 * @param toSeq the place after the last
 * @param policy why, in the words of whoever dropped them
 */
public record Dropped(long seq, Instant time, String origin, long fromSeq, long toSeq, String policy) {
    private static final Json ACTION = Json.of("audit.pruned");

    /** What a row says of it; empty if it is about something else, or what would say it is closed. */
    static Optional<Dropped> of(ExportRow row) {
        Instant time = row.time();
        if (time == null || row.value(Attribute.ACTION).filter(ACTION::equals).isEmpty()) {
            return Optional.empty();
        }
        return row.value(Attribute.DETAILS)
                .flatMap(details ->
                        row.value(Attribute.RESOURCE).flatMap(resource -> of(row.seq(), time, resource, details)));
    }

    private static Optional<Dropped> of(long seq, Instant time, Json resource, Json details) {
        return resource instanceof Json.Obj ledger
                        && ledger.get("id") instanceof Json.Str(String origin)
                        && details instanceof Json.Obj range
                        && range.get("fromSeq") instanceof Json.Num(long fromSeq)
                        && range.get("toSeq") instanceof Json.Num(long toSeq)
                        && range.get("policy") instanceof Json.Str(String policy)
                ? Optional.of(new Dropped(seq, time, origin, fromSeq, toSeq, policy))
                : Optional.empty();
    }
}
