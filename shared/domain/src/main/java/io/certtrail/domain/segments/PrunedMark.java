package io.certtrail.domain.segments;

import io.certtrail.domain.ids.DerivedId;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the contents of a chain were dropped because their time was up. It is written after the entry that says so was
 * recorded and before anything is dropped, and it only ever grows: so it tells what was pruned from what is missing,
 * whatever retention is set to later.
 *
 * @param fromSeq the first entry of the stretch that was dropped last
 * @param toSeq the place after the last entry that was dropped; those before it were too, or are shown no more
 * @param firstDay the UTC day after that entry's: those before it are not shown
 */
public record PrunedMark(long fromSeq, long toSeq, LocalDate firstDay) {
    private static final long VERSION = 1;

    /** The action of the entry that says what was dropped. */
    public static final String ACTION = "audit.pruned";

    /** What was recorded before this was dropped. */
    public Instant keptFrom() {
        return firstDay.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The id of the entry that says so: without that entry in the chain the mark excuses nothing. */
    public UUID entryId(Origin origin) {
        return DerivedId.of(origin.text(), ACTION, String.valueOf(fromSeq), String.valueOf(toSeq));
    }

    /** The farther of two. */
    PrunedMark or(PrunedMark other) {
        PrunedMark last = toSeq > other.toSeq ? this : other;
        return new PrunedMark(last.fromSeq, last.toSeq, firstDay.isAfter(other.firstDay) ? firstDay : other.firstDay);
    }

    byte[] json() {
        return Jcs.bytes(Json.obj()
                .put("v", VERSION)
                .put("fromSeq", fromSeq)
                .put("toSeq", toSeq)
                .put("firstDay", firstDay.toString())
                .build());
    }

    /** Reads {@link #json}; empty if it is anything else. */
    static Optional<PrunedMark> parse(byte[] json) {
        try {
            return JsonReader.parse(json) instanceof Json.Obj mark
                            && mark.get("v") instanceof Json.Num(long version)
                            && version == VERSION
                            && mark.get("fromSeq") instanceof Json.Num(long fromSeq)
                            && mark.get("toSeq") instanceof Json.Num(long toSeq)
                            && mark.get("firstDay") instanceof Json.Str(String day)
                    ? Optional.of(new PrunedMark(fromSeq, toSeq, LocalDate.parse(day)))
                    : Optional.empty();
        } catch (JsonException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
