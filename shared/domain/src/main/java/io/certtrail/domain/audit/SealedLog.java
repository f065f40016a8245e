package io.certtrail.domain.audit;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of chains that are sealed, for whoever searches. Safe for use by many threads. */
public interface SealedLog {
    /** What is sealed of a chain, as far as is known: it may be some seconds old, since blocks outlive their sealing by days. */
    Look look(Origin origin);

    /** What was sealed of a chain when it was looked at. */
    interface Look {
        /** The first entry that is kept; {@link #toSeq} if none is sealed. */
        long fromSeq();

        /** The place after the last one that is sealed; 0 if none is. */
        long toSeq();

        /** When the first and the last one were recorded; empty if none is sealed. */
        Optional<Times> times();

        /**
         * Finds entries that match, in the order that the query asks.
         *
         * @param at the place to begin at, in or beside what is sealed
         * @param limit most of them
         * @param allowance once it is spent nothing is begun; the first step always is
         */
        Stretch find(AuditQuery query, long at, int limit, Allowance allowance);

        /** Counts entries that match, otherwise like {@link #find}; the stretch holds none. */
        Stretch count(AuditQuery query, long at, Tally tally, Allowance allowance);
    }

    /** The times of two entries. */
    record Times(Instant first, Instant last) {}

    /**
     * A stretch of a chain that was looked at.
     *
     * @param entries what matched; all of it
     * @param next the place to go on at, in the order of the query; outside what is sealed when all of that was looked at
     * @param scanned how many entries of the asked range of time lay there
     * @param times of the oldest and the newest of those, or null
     * @param isStopped whether it ended because the allowance was spent
     */
    record Stretch(
            List<LoggedEntry> entries,
            long next,
            long scanned,
            @Nullable Times times,
            boolean isStopped) {
        public Stretch {
            entries = List.copyOf(entries);
        }
    }

    /** Nothing is sealed. */
    SealedLog NONE = origin -> new Look() {
        @Override
        public long fromSeq() {
            return 0;
        }

        @Override
        public long toSeq() {
            return 0;
        }

        @Override
        public Optional<Times> times() {
            return Optional.empty();
        }

        @Override
        public Stretch find(AuditQuery query, long at, int limit, Allowance allowance) {
            return new Stretch(List.of(), at, 0, null, false);
        }

        @Override
        public Stretch count(AuditQuery query, long at, Tally tally, Allowance allowance) {
            return find(query, at, 0, allowance);
        }
    };
}
