package io.certtrail.search.sealed;

import io.certtrail.domain.audit.Allowance;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.SealedLog.Look;
import io.certtrail.domain.audit.SealedLog.Stretch;
import io.certtrail.domain.audit.SealedLog.Times;
import io.certtrail.domain.audit.Tally;
import io.certtrail.domain.segments.Segment;
import io.certtrail.search.store.Catalogue;
import io.certtrail.search.store.Catalogue.Known;
import io.certtrail.search.store.Cover;
import io.certtrail.search.store.IndexSource;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What is sealed of one chain, with the indexes that there were. Safe for use by many threads. */
final class IndexedLook implements Look {
    private final Known known;
    private final Catalogue catalogue;
    private final IndexSource indexes;
    private final HitReader hits;
    private final List<Segment> segments;

    IndexedLook(Known known, Instant keptFrom, Catalogue catalogue, IndexSource indexes, HitReader hits) {
        this.known = known;
        this.segments = known.segments().stream()
                .filter(segment -> !segment.firstTime().isBefore(keptFrom))
                .toList();
        this.catalogue = catalogue;
        this.indexes = indexes;
        this.hits = hits;
    }

    @Override
    public long fromSeq() {
        return segments().isEmpty() ? 0 : segments().getFirst().fromSeq();
    }

    @Override
    public long toSeq() {
        return segments().isEmpty() ? 0 : segments().getLast().toSeq();
    }

    @Override
    public Optional<Times> times() {
        return segments().isEmpty()
                ? Optional.empty()
                : Optional.of(new Times(
                        segments().getFirst().firstTime(), segments().getLast().lastTime()));
    }

    private List<Segment> segments() {
        return segments;
    }

    @Override
    public Stretch find(AuditQuery query, long at, int limit, Allowance allowance) {
        PartWalk walk = new PartWalk(query, at, fromSeq(), catalogue, indexes);
        return walk.run(parts(query.order(), at), new PartStep.Finding(query, hits, limit), allowance);
    }

    @Override
    public Stretch count(AuditQuery query, long at, Tally tally, Allowance allowance) {
        PartWalk walk = new PartWalk(query, at, fromSeq(), catalogue, indexes);
        return walk.run(parts(query.order(), at), new PartStep.Counting(query, hits, tally), allowance);
    }

    /** The parts from a place on, in the order of the walk. */
    private Deque<Cover.Part> parts(Order order, long at) {
        Deque<Cover.Part> parts = new ArrayDeque<>();
        for (Cover.Part part : known.cover().parts()) {
            if (part.toSeq() <= fromSeq()) {
                continue;
            }
            if (order == Order.OLDEST_FIRST && part.toSeq() > at) {
                parts.addLast(part);
            } else if (order == Order.NEWEST_FIRST && part.fromSeq() <= at) {
                parts.addFirst(part);
            }
        }
        return parts;
    }
}
