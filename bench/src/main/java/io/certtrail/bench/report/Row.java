package io.certtrail.bench.report;

import io.certtrail.bench.contenders.Storage;

/**
 * A contender with so many writers, over all rounds.
 *
 * @param batch events a request
 * @param p50 of a request's latency, in milliseconds, over all rounds; as p99
 * @param writeUnits an event; not a number where there is no DynamoDB; as readUnits
 * @param bytes an event, as it stands in the store
 * @param signedAfter how long after the last event was in the chain a signed checkpoint covered it, at most, in
 *     milliseconds; 0 where there is none
 */
public record Row(
        String contender,
        String place,
        Storage storage,
        int batch,
        int writers,
        Spread eventsASecond,
        double p50,
        double p99,
        double writeUnits,
        double readUnits,
        double bytes,
        long signedAfter,
        int rounds) {
    /** Whether it is the same contender, in another number of writers. */
    public boolean is(String name, String where, Storage kind, int events) {
        return contender.equals(name) && place.equals(where) && storage == kind && batch == events;
    }
}
