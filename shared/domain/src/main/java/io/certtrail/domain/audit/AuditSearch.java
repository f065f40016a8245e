package io.certtrail.domain.audit;

import io.certtrail.domain.chain.BlockSeek;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches a chain, newest or oldest first, within a budget: what is sealed by its indexes, the rest by reading its blocks.
 * A cursor is a place in the chain, which only grows at its end: so no page misses or repeats an entry, whatever is
 * recorded, sealed, merged or dropped between two of them. Safe for use by several threads.
 */
public final class AuditSearch {
    private final ChainReader chain;
    private final SealedLog sealed;
    private final Cursors cursors;
    private final SearchBudget budget;
    private final Clock clock;

    public AuditSearch(ChainReader chain, SealedLog sealed, Cursors cursors, SearchBudget budget, Clock clock) {
        this.chain = chain;
        this.sealed = sealed;
        this.cursors = cursors;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * One page.
     *
     * @param limit most entries of it, 1 or more
     * @param cursor {@link AuditPage#nextCursor} of the page before, or null for the first
     * @throws Refusal if the cursor is not one of this search, or the chain is not there
     */
    public AuditPage search(Origin origin, AuditQuery query, int limit, @Nullable String cursor) {
        EntrySink.Page page = new EntrySink.Page(limit, budget.bytes());
        Walked walked = walk(origin, query, page, cursor);
        if (page.isCutShort()) {
            walked.looked().isIncomplete();
        }
        return new AuditPage(
                page.entries(),
                walked.nextCursor(),
                walked.looked().oldest(),
                walked.looked().newest(),
                walked.looked().scanned(),
                walked.looked().complete(),
                walked.head().lastTime());
    }

    /**
     * Counts what matches, all of it if the budget allows; if not, the counts of what follows are got by the cursor and add
     * up with these.
     *
     * @param tally is added to
     * @param cursor {@link AuditCounts#nextCursor} of the answer before, or null for the first
     * @throws Refusal if the cursor is not one of this search, or the chain is not there
     */
    public AuditCounts count(Origin origin, AuditQuery query, Tally tally, @Nullable String cursor) {
        Walked walked = walk(origin, query, new EntrySink.Count(tally), cursor);
        return new AuditCounts(
                tally,
                walked.nextCursor(),
                walked.looked().oldest(),
                walked.looked().newest(),
                walked.looked().scanned(),
                walked.looked().complete(),
                walked.head().lastTime());
    }

    private record Walked(
            Looked looked, Head head, @Nullable String nextCursor) {}

    private Walked walk(Origin origin, AuditQuery query, EntrySink sink, @Nullable String cursor) {
        Position asked = cursor == null ? null : cursors.open(origin, query, cursor);
        Head head = chain.head(origin)
                .orElseThrow(() -> Refusal.of(Code.UNAVAILABLE, "the ledger " + origin.text() + " is not open"));
        Instant end = clock.instant().plus(budget.time());
        SealedLog.Look look = sealed.look(origin);
        Looked looked = new Looked();
        BlockWalk blocks = new BlockWalk(query, sink, looked, budget, end, look.toSeq());
        TailWalk tail = new TailWalk(chain, head, blocks, looked, clock);
        Allowance allowance = new Allowance(Deadline.at(end, clock), budget.sealedBytes());
        Optional<Position> next = new LogWalk(query, head, look, tail, sink, looked, allowance).from(asked);
        return new Walked(
                looked,
                head,
                next.map(position -> cursors.seal(origin, query, position)).orElse(null));
    }

    /** When the first entry that is kept was recorded; empty if none is known. */
    public Optional<Instant> begin(Origin origin) {
        Optional<Instant> ofSealed = sealed.look(origin).times().map(SealedLog.Times::first);
        return ofSealed.isPresent()
                ? ofSealed
                : chain.head(origin)
                        .flatMap(head -> new BlockSeek(chain, head).oldest())
                        .map(block -> block.entries().getFirst().entry().time());
    }
}
