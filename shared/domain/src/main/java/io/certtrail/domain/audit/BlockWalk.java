package io.certtrail.domain.audit;

import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk through blocks, entry by entry, gathering a page. Not thread-safe. */
final class BlockWalk {
    /** Member names, id, seq and punctuation of an entry as the API writes it. */
    private static final int ENVELOPE_BYTES = 300;

    private final AuditQuery query;
    private final int limit;
    private final SearchBudget budget;
    private final Instant deadline;
    private final List<LoggedEntry> found = new ArrayList<>();
    private long bytes;
    private long scanned;
    private int blocks;
    private boolean atEnd;
    private boolean full;
    private boolean complete = true;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    BlockWalk(AuditQuery query, int limit, SearchBudget budget, Instant deadline) {
        this.query = query;
        this.limit = limit;
        this.budget = budget;
        this.deadline = deadline;
    }

    boolean isForward() {
        return query.order() == Order.OLDEST_FIRST;
    }

    /** Whether the budget allows no further block; the first one is always allowed, so every page gets on. */
    boolean isSpent(Instant now) {
        return blocks >= budget.blocks() || (blocks > 0 && !now.isBefore(deadline));
    }

    /** Whether there is nothing more to do: the page is full, or the range that was asked is at its end. */
    boolean isDone() {
        return full || atEnd;
    }

    /** Whether all of the range that was asked has been walked. */
    boolean isAtEnd() {
        return atEnd;
    }

    Position stopEarly(Position next) {
        complete = false;
        return next;
    }

    /** The next block is kept no longer: there is nowhere to go on, and this is said. */
    Optional<Position> endOfWhatIsKept() {
        missesWhatIsKeptNoLonger();
        return Optional.empty();
    }

    void missesWhatIsKeptNoLonger() {
        complete = false;
    }

    /** Walks one block from a place in it, until it or the walk is done; gives the next place. */
    Position through(Block block, Position start) {
        blocks++;
        List<LoggedEntry> entries = block.entries();
        long first = block.firstSeq();
        long seq = start.seq();
        int step = isForward() ? 1 : -1;
        while (seq >= first && seq < first + entries.size() && !isDone()) {
            if (take(entries.get((int) (seq - first)))) {
                seq += step;
            }
        }
        boolean inside = seq >= first && seq < first + entries.size();
        return new Position(seq, inside ? block.n() : block.n() + step);
    }

    /** Looks at one entry; false if it was left for the next page, or lies beyond the range. */
    private boolean take(LoggedEntry logged) {
        Entry entry = logged.entry();
        if (isForward() ? query.time().isAfter(entry.time()) : query.time().isBefore(entry.time())) {
            atEnd = true;
            return false;
        }
        if (query.matches(entry)) {
            int size = EntryLimits.bytes(entry) + ENVELOPE_BYTES;
            if (!found.isEmpty() && bytes + size > budget.bytes()) {
                full = true;
                complete = false;
                return false;
            }
            bytes += size;
            found.add(logged);
            full = found.size() == limit;
        }
        note(entry.time());
        return true;
    }

    private void note(Instant time) {
        scanned++;
        if (query.time().contains(time)) {
            oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
            newest = newest == null || time.isAfter(newest) ? time : newest;
        }
    }

    AuditPage page(@Nullable String nextCursor, Instant asOf) {
        return new AuditPage(found, nextCursor, oldest, newest, scanned, complete, asOf);
    }
}
