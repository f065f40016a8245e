package io.certtrail.domain.exports;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.export.Closed;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was asked for, frozen.
 *
 * @param closed the attributes that are not shown, in the order of the leaf; empty for none
 * @param at when, to the millisecond
 * @param size how many entries the chain had then; the export covers at least those
 */
public record Asked(
        Format format, ExportFilter filter, List<Attribute> closed, Requester requester, Instant at, long size) {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    public Asked {
        closed = List.copyOf(closed);
        at = LedgerTime.of(at);
    }

    /**
     * Whether no entry to come can match, since the filter's time has ended: entries are given the time at which they are
     * written. A clock may be behind by minutes.
     */
    boolean isSettled() {
        Instant to = filter.to();
        return to != null && !to.plus(CLOCKS_DIFFER).isAfter(at);
    }

    /**
     * Who asks the same of the same chain, or of one of which no more can match, is given the same export: this is equal
     * for those requests and no others. The time is no part of it, nor where the request came from.
     *
     * @return SHA-256 in hex
     */
    public String sameAs() {
        Json.Obj json = Json.obj()
                .put("format", format.text())
                .put("filter", filter.toJson())
                .put("closed", Closed.toJson(closed))
                .put("tenant", requester.tenant())
                .put("actor", EntryJson.of(requester.actor()))
                .put("size", isSettled() ? 0 : size)
                .build();
        return Hash.sha256(Jcs.bytes(json)).hex();
    }
}
