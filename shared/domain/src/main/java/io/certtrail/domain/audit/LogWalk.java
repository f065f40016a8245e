package io.certtrail.domain.audit;

import io.certtrail.domain.audit.SealedLog.Stretch;
import io.certtrail.domain.audit.TailWalk.End;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk through a whole chain: what is sealed, and the blocks that are not. Not thread-safe. */
final class LogWalk {
    /** The block of a place that is sealed, or was when the walk came there. */
    private static final long UNKNOWN_BLOCK = -1;

    private final AuditQuery query;
    private final Head head;
    private final SealedLog.Look sealed;
    private final TailWalk tail;
    private final EntrySink sink;
    private final Looked looked;
    private final Allowance allowance;

    LogWalk(
            AuditQuery query,
            Head head,
            SealedLog.Look sealed,
            TailWalk tail,
            EntrySink sink,
            Looked looked,
            Allowance allowance) {
        this.query = query;
        this.head = head;
        this.sealed = sealed;
        this.tail = tail;
        this.sink = sink;
        this.looked = looked;
        this.allowance = allowance;
    }

    /**
     * Walks as far as room and budget allow.
     *
     * @param asked where to begin; null for the beginning
     * @return where to go on, or nothing when all that was asked was walked
     */
    Optional<Position> from(@Nullable Position asked) {
        return query.order() == Order.OLDEST_FIRST ? oldestFirst(asked) : newestFirst(asked);
    }

    private Optional<Position> newestFirst(@Nullable Position asked) {
        Position at = asked;
        if (at == null) {
            Instant to = query.time().to();
            boolean isSealed = to != null
                    && sealed.times().filter(times -> !to.isAfter(times.last())).isPresent();
            at = isSealed ? new Position(sealed.toSeq() - 1, UNKNOWN_BLOCK) : tail.newest(to);
        }
        if (at.seq() >= sealed.toSeq()) {
            TailWalk.Result result = tail.from(at);
            at = result.at();
            if (result.end() == End.NOTHING_LEFT) {
                return Optional.empty();
            }
            if (result.end() == End.STOPPED) {
                return rest(at);
            }
        }
        if (at.seq() < sealed.fromSeq()) {
            return atTheOldest();
        }
        TailWalk.Result result = sealed(at.seq());
        return result.end() == End.AT_BORDER ? atTheOldest() : rest(result.at());
    }

    private Optional<Position> oldestFirst(@Nullable Position asked) {
        Position at = asked;
        if (at == null || at.seq() < sealed.fromSeq()) {
            Instant from = query.time().from();
            boolean isLater = sealed.toSeq() == sealed.fromSeq()
                    || (from != null
                            && sealed.times()
                                    .filter(times -> from.isAfter(times.last()))
                                    .isPresent());
            if (!isLater) {
                missesOlder();
            }
            at = isLater
                    ? tail.oldest(from, sealed.toSeq()).orElse(null)
                    : new Position(sealed.fromSeq(), UNKNOWN_BLOCK);
        }
        if (at != null && at.seq() < sealed.toSeq()) {
            TailWalk.Result result = sealed(at.seq());
            if (result.end() == End.STOPPED) {
                return rest(result.at());
            }
            at = result.at();
        }
        if (at == null) {
            return Optional.empty();
        }
        TailWalk.Result result = tail.from(at);
        return result.end() == End.STOPPED ? rest(result.at()) : Optional.empty();
    }

    /** Walks what is sealed. */
    private TailWalk.Result sealed(long at) {
        Stretch stretch = sink instanceof EntrySink.Count(Tally tally)
                ? sealed.count(query, at, tally, allowance)
                : sealed.find(query, at, sink instanceof EntrySink.Page page ? page.room() : 0, allowance);
        long next = stretch.next();
        for (LoggedEntry entry : stretch.entries()) {
            if (!sink.take(entry)) {
                next = entry.seq();
                break;
            }
        }
        note(stretch, at, next);
        if (stretch.isStopped()) {
            looked.isIncomplete();
        }
        boolean isInside = sealed.fromSeq() <= next && next < sealed.toSeq();
        return new TailWalk.Result(
                new Position(next, UNKNOWN_BLOCK),
                isInside || sink.isFull() || stretch.isStopped() ? End.STOPPED : End.AT_BORDER);
    }

    private void note(Stretch stretch, long at, long next) {
        boolean isCut = next != stretch.next();
        looked.count(isCut ? Math.min(stretch.scanned(), Math.abs(next - at)) : stretch.scanned());
        SealedLog.Times times = stretch.times();
        if (times == null) {
            return;
        }
        boolean newestFirst = query.order() == Order.NEWEST_FIRST;
        looked.note(newestFirst ? times.last() : times.first());
        if (!isCut) {
            looked.note(newestFirst ? times.first() : times.last());
        } else {
            stretch.entries().stream()
                    .filter(entry -> newestFirst ? entry.seq() > next : entry.seq() < next)
                    .forEach(entry -> looked.note(entry.entry().time()));
        }
    }

    /** What is older is kept no longer: if it was asked for, that is said. */
    private Optional<Position> atTheOldest() {
        missesOlder();
        return Optional.empty();
    }

    private void missesOlder() {
        Instant from = query.time().from();
        boolean reachesBack = from == null
                || sealed.times().filter(times -> from.isBefore(times.first())).isPresent();
        if (sealed.fromSeq() > 0 && sealed.toSeq() > sealed.fromSeq() && reachesBack) {
            looked.isIncomplete();
        }
    }

    private Optional<Position> rest(Position at) {
        return at.seq() < sealed.fromSeq() || at.seq() < 0 || at.seq() >= head.size()
                ? Optional.empty()
                : Optional.of(at);
    }
}
