package io.certtrail.search.sealed;

import io.certtrail.domain.audit.Allowance;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.SealedLog.Stretch;
import io.certtrail.domain.audit.SealedLog.Times;
import io.certtrail.domain.audit.TimeRange;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.search.index.EntryIndex;
import io.certtrail.search.index.EntryIndex.Range;
import io.certtrail.search.store.Catalogue;
import io.certtrail.search.store.Cover;
import io.certtrail.search.store.IndexSource;
import java.time.Instant;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk from part to part. Not thread-safe. */
final class PartWalk {
    private final AuditQuery query;
    private final boolean isForward;
    private final Catalogue catalogue;
    private final IndexSource indexes;
    private final long floor;
    private long next;
    private long scanned;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;
    private boolean isBegun;

    /** @param floor the first entry that may be shown */
    PartWalk(AuditQuery query, long at, long floor, Catalogue catalogue, IndexSource indexes) {
        this.query = query;
        this.isForward = query.order() == Order.OLDEST_FIRST;
        this.catalogue = catalogue;
        this.indexes = indexes;
        this.floor = floor;
        next = at;
    }

    Stretch run(Deque<Cover.Part> parts, PartStep step, Allowance allowance) {
        boolean isStopped = false;
        while (!parts.isEmpty() && step.hasRoom() && !isStopped) {
            Cover.Part part = parts.removeFirst();
            if (isBeside(part)) {
                next = beyond(part);
            } else if (isBegun && allowance.isSpent()) {
                isStopped = true;
            } else {
                try {
                    isStopped = !over(part, parts, step, allowance);
                } catch (SegmentFault fault) {
                    withoutWhatIsGone(part, parts, fault, allowance);
                }
            }
        }
        Times times = oldest == null || newest == null ? null : new Times(oldest, newest);
        return new Stretch(step.found(), next, scanned, times, isStopped);
    }

    /** Whether no entry of the part can be of the range of time that was asked. */
    private boolean isBeside(Cover.Part part) {
        TimeRange time = query.time();
        Instant from = time.from();
        Instant to = time.to();
        return (from != null && part.segments().getLast().lastTime().isBefore(from))
                || (to != null && !part.segments().getFirst().firstTime().isBefore(to));
    }

    private long beyond(Cover.Part part) {
        return isForward ? part.toSeq() : part.fromSeq() - 1;
    }

    /** False if it stopped for want of time or of bytes. */
    private boolean over(Cover.Part part, Deque<Cover.Part> parts, PartStep step, Allowance allowance) {
        Optional<EntryIndex> opened = indexes.open(part, allowance);
        if (opened.isEmpty()) {
            takeApart(part, parts);
            return true;
        }
        isBegun = true;
        EntryIndex index = opened.get();
        Range all = isForward
                ? new Range(Math.max(floor, next), part.toSeq())
                : new Range(Math.max(floor, part.fromSeq()), next + 1);
        Range asked = index.within(all, query.time());
        if (asked.isEmpty()) {
            next = beyond(part);
            return true;
        }
        try {
            Range left = step.over(index, part.segments(), asked, allowance);
            note(index, asked, left);
            next = left.isEmpty() ? beyond(part) : isForward ? left.from() : left.to() - 1;
            return left.isEmpty() || !step.hasRoom();
        } catch (PartStep.WrongIndex wrong) {
            indexes.isWrong(index, String.valueOf(wrong.getMessage()));
            isBegun = false;
            allowance.grantNext();
            takeApart(part, parts);
            return true;
        }
    }

    /** Its segments one by one take its place; their indexes are made from their entries. */
    private void takeApart(Cover.Part part, Deque<Cover.Part> parts) {
        (isForward ? part.apart().reversed() : part.apart()).forEach(one -> {
            if (one.toSeq() > floor && (isForward ? one.toSeq() > next : one.fromSeq() <= next)) {
                parts.addFirst(one);
            }
        });
    }

    private void note(EntryIndex index, Range asked, Range left) {
        long from = left.isEmpty() || isForward ? asked.from() : left.to();
        long to = left.isEmpty() || !isForward ? asked.to() : left.from();
        scanned += to - from;
        if (to > from) {
            Instant first = index.time(from);
            Instant last = index.time(to - 1);
            oldest = oldest == null || first.isBefore(oldest) ? first : oldest;
            newest = newest == null || last.isAfter(newest) ? last : newest;
        }
    }

    /** Since this was looked up, some of the part may have been dropped: that has nothing that is to be found. */
    private void withoutWhatIsGone(Cover.Part part, Deque<Cover.Part> parts, SegmentFault fault, Allowance allowance) {
        if (fault.kind() != SegmentFault.Kind.MISSING
                || part.segments().stream().noneMatch(catalogue::isGone)) {
            throw fault;
        }
        catalogue.forget(part.segments().getFirst().origin());
        isBegun = false;
        allowance.grantNext();
        if (part.segments().size() > 1) {
            takeApart(part, parts);
        } else {
            next = beyond(part);
        }
    }
}
