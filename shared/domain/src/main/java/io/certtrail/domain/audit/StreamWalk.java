package io.certtrail.domain.audit;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.Head;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One walk through consecutive blocks, oldest entry first, gathering a page. Not thread-safe. */
final class StreamWalk {
    private final int limit;
    private final SearchBudget budget;
    private final Instant deadline;
    private final Function<? super LoggedEntry, Json.Obj> form;
    private final List<Json.Obj> records = new ArrayList<>();
    private long bytes;
    private int blocks;
    private boolean full;
    private boolean complete = true;

    StreamWalk(int limit, SearchBudget budget, Instant deadline, Function<? super LoggedEntry, Json.Obj> form) {
        this.limit = limit;
        this.budget = budget;
        this.deadline = deadline;
        this.form = form;
    }

    /** Whether the budget allows no further block; the first one is always allowed, so every page gets on. */
    boolean isSpent(Instant now) {
        return blocks >= budget.blocks() || (blocks > 0 && !now.isBefore(deadline));
    }

    boolean isFull() {
        return full;
    }

    void stopEarly() {
        complete = false;
    }

    /**
     * Takes what the block holds after a position, until the page is full; gives the position it came to.
     *
     * @throws ChainBroken if the entry after the position is not in this block
     */
    long through(Block block, long after) {
        blocks++;
        long seq = after + 1;
        if (seq < block.firstSeq() || seq >= block.endSeq()) {
            throw new ChainBroken(
                    block.origin(),
                    "block %d is to hold entry %d, and holds %d to %d"
                            .formatted(block.n(), seq, block.firstSeq(), block.endSeq() - 1));
        }
        while (seq < block.endSeq() && !full && take(block.entries().get((int) (seq - block.firstSeq())))) {
            seq++;
        }
        return seq - 1;
    }

    /**
     * Takes what some entries of a segment hold after a position, until the page is full; gives the position it came to.
     *
     * @param entries in a row, of which one follows the position
     */
    long through(List<LoggedEntry> entries, long after) {
        blocks++;
        long seq = after + 1;
        for (LoggedEntry logged : entries) {
            if (logged.seq() == seq && !full && take(logged)) {
                seq++;
            }
        }
        return seq - 1;
    }

    /** Whether the page ends here, although the chain may go on. */
    boolean isStopped() {
        return full || !complete;
    }

    /** False if the entry was left for the next page. */
    private boolean take(LoggedEntry logged) {
        Json.Obj record = form.apply(logged);
        long size = Jcs.length(record) + 1;
        if (!records.isEmpty() && bytes + size > budget.bytes()) {
            full = true;
            complete = false;
            return false;
        }
        bytes += size;
        records.add(record);
        full = records.size() == limit;
        return true;
    }

    StreamPage page(Head head, long next) {
        return new StreamPage(head.origin(), records, next, head.size(), complete, head.lastTime());
    }
}
