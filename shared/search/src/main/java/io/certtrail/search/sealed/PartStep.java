package io.certtrail.search.sealed;

import io.certtrail.domain.audit.Allowance;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.Tally;
import io.certtrail.domain.segments.Segment;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.search.index.EntryIndex;
import io.certtrail.search.index.EntryIndex.Range;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** What is done with the index of one part after the other. Not thread-safe. */
sealed interface PartStep {
    /** How many entries are looked for at once when all of them are counted one by one. */
    int BATCH = 500;

    /**
     * Does it.
     *
     * @param range of the index, not empty
     * @return what of the range is left: it ended for want of room, of time or of bytes
     * @throws WrongIndex if the index finds what does not match; nothing was done then
     */
    Range over(EntryIndex index, List<Segment> segments, Range range, Allowance allowance);

    /** Whether there is room for more. */
    boolean hasRoom();

    /** What was found; nothing when it is only counted. */
    List<LoggedEntry> found();

    /** An index finds an entry that does not match. */
    final class WrongIndex extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        WrongIndex(long seq) {
            super("expected entry %d to match, which the index found; it does not".formatted(seq), null, false, false);
        }
    }

    /** Reads entries and keeps those that match. */
    final class Finding implements PartStep {
        private final AuditQuery query;
        private final HitReader hits;
        private final int limit;
        private final List<LoggedEntry> found = new ArrayList<>();

        Finding(AuditQuery query, HitReader hits, int limit) {
            this.query = query;
            this.hits = hits;
            this.limit = limit;
        }

        @Override
        public Range over(EntryIndex index, List<Segment> segments, Range range, Allowance allowance) {
            boolean isExact = EntryIndex.isExact(query);
            List<LoggedEntry> here = new ArrayList<>();
            Range left = range;
            boolean isStopped;
            do {
                int room = limit - found.size() - here.size();
                long[] seqs = index.find(query, left, room);
                List<LoggedEntry> read = hits.read(segments, seqs, allowance);
                for (LoggedEntry entry : read) {
                    if (query.matches(entry.entry())) {
                        here.add(entry);
                    } else if (isExact) {
                        throw new WrongIndex(entry.seq());
                    }
                }
                isStopped = read.size() < seqs.length;
                if (isStopped) {
                    left = read.isEmpty() ? left : beyond(left, read.getLast().seq());
                } else {
                    left = seqs.length < room ? new Range(0, 0) : beyond(left, seqs[seqs.length - 1]);
                }
            } while (!left.isEmpty() && !isStopped && found.size() + here.size() < limit && !allowance.isSpent());
            found.addAll(here);
            return left;
        }

        private Range beyond(Range range, long seq) {
            return query.order() == Order.OLDEST_FIRST ? new Range(seq + 1, range.to()) : new Range(range.from(), seq);
        }

        @Override
        public boolean hasRoom() {
            return found.size() < limit;
        }

        @Override
        public List<LoggedEntry> found() {
            return found;
        }
    }

    /** Counts by the index where that is exact, else entry by entry. */
    final class Counting implements PartStep {
        private final AuditQuery query;
        private final HitReader hits;
        private final Tally tally;

        Counting(AuditQuery query, HitReader hits, Tally tally) {
            this.query = query;
            this.hits = hits;
            this.tally = tally;
        }

        @Override
        public Range over(EntryIndex index, List<Segment> segments, Range range, Allowance allowance) {
            if (EntryIndex.isExact(query)) {
                index.count(query, range, tally);
                return new Range(0, 0);
            }
            List<LoggedEntry> found = new ArrayList<>();
            Range left = range;
            boolean isStopped;
            do {
                Finding some = new Finding(query, hits, BATCH);
                left = some.over(index, segments, left, allowance);
                found.addAll(some.found());
                isStopped = !left.isEmpty() && some.hasRoom();
            } while (!left.isEmpty() && !isStopped && !allowance.isSpent());
            found.forEach(entry -> tally.add(entry.entry()));
            return left;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public List<LoggedEntry> found() {
            return List.of();
        }
    }
}
