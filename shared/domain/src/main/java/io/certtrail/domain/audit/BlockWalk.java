package io.certtrail.domain.audit;

import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Instant;
import java.util.List;

/** One walk through blocks, entry by entry, down to a floor or up from it. Not thread-safe. */
final class BlockWalk {
    private final AuditQuery query;
    private final EntrySink sink;
    private final Looked looked;
    private final SearchBudget budget;
    private final Instant deadline;
    private final long floor;
    private int blocks;
    private boolean atEnd;

    /** @param floor the first entry that is looked at here: those before it are looked at elsewhere */
    BlockWalk(AuditQuery query, EntrySink sink, Looked looked, SearchBudget budget, Instant deadline, long floor) {
        this.query = query;
        this.sink = sink;
        this.looked = looked;
        this.budget = budget;
        this.deadline = deadline;
        this.floor = floor;
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
        return sink.isFull() || atEnd;
    }

    /** Whether all of the range that was asked has been walked. */
    boolean isAtEnd() {
        return atEnd;
    }

    boolean isInside(long seq, long size) {
        return seq >= floor && seq < size;
    }

    /** Walks one block from a place in it, until it or the walk is done; gives the next place. */
    Position through(Block block, Position start) {
        blocks++;
        List<LoggedEntry> entries = block.entries();
        long first = Math.max(floor, block.firstSeq());
        long end = block.firstSeq() + entries.size();
        long seq = start.seq();
        int step = isForward() ? 1 : -1;
        while (seq >= first && seq < end && !isDone()) {
            if (take(entries.get((int) (seq - block.firstSeq())))) {
                seq += step;
            }
        }
        boolean inside = seq >= block.firstSeq() && seq < end;
        return new Position(seq, inside ? block.n() : block.n() + step);
    }

    /** Looks at one entry; false if it was left for the next page, or lies beyond the range. */
    private boolean take(LoggedEntry logged) {
        Entry entry = logged.entry();
        if (isForward() ? query.time().isAfter(entry.time()) : query.time().isBefore(entry.time())) {
            atEnd = true;
            return false;
        }
        if (query.matches(entry) && !sink.take(logged)) {
            return false;
        }
        looked.count(1);
        if (query.time().contains(entry.time())) {
            looked.note(entry.time());
        }
        return true;
    }
}
