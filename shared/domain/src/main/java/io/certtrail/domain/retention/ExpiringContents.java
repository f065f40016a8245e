package io.certtrail.domain.retention;

import io.certtrail.domain.chain.BlockSeek;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.SealedObject;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Counts what a tenant's ledgers show, and would not if their first day were a later one: of what is sealed by the names of
 * its objects, which are those that {@link Pruner} drops; of the rest of the ledger that is written now by the numbers of
 * its blocks. No content is read but that of some dozen blocks, if what is not sealed is as old as that. Safe for use by
 * many threads.
 */
public final class ExpiringContents {
    private final SealedDays days;
    private final Segments segments;
    private final ChainReader chain;

    /** @param chain with all blocks that are there, expired or not */
    public ExpiringContents(ArchiveStore archive, ChainReader chain) {
        this.days = new SealedDays(archive);
        this.segments = new Segments(archive);
        this.chain = chain;
    }

    /**
     * How many entries were recorded on the days in a range, and are there.
     *
     * @param origin the tenant's ledger that is written now; sealed ones before it are counted with it
     * @param from the first day, in UTC
     * @param to the day after the last one
     */
    public long between(Origin origin, LocalDate from, LocalDate to) {
        if (!from.isBefore(to)) {
            return 0;
        }
        long sealed = segments.latest(origin).map(Segment::toSeq).orElse(0L);
        long count = 0;
        for (SealedObject object : days.between(origin, from, to)) {
            boolean isSealed = !object.origin().equals(origin) || object.toSeq() <= sealed;
            count += isSealed ? object.toSeq() - object.fromSeq() : 0;
        }
        return count + unsealed(origin, sealed, from, to);
    }

    private long unsealed(Origin origin, long sealed, LocalDate from, LocalDate to) {
        Optional<Head> head = chain.head(origin).filter(found -> found.size() > sealed);
        if (head.isEmpty()) {
            return 0;
        }
        Instant end = to.atStartOfDay(ZoneOffset.UTC).toInstant();
        Optional<Block> first = new BlockSeek(chain, head.get()).blockOf(sealed);
        if (first.isPresent() && !first.get().firstTime().isBefore(end)) {
            return 0;
        }
        Instant begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        return Math.max(sealed, firstSeq(head.get(), end)) - Math.max(sealed, firstSeq(head.get(), begin));
    }

    /** The place of the first entry that was recorded at that time or later; a block that is gone was recorded before. */
    private long firstSeq(Head head, Instant time) {
        long low = 0;
        long high = head.n() + 1;
        long firstSeq = head.size();
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Block> block = chain.block(head.origin(), middle)
                    .filter(found -> !found.firstTime().isBefore(time));
            if (block.isPresent()) {
                high = middle;
                firstSeq = block.get().firstSeq();
            } else {
                low = middle + 1;
            }
        }
        return firstSeq;
    }
}
