package io.certtrail.ledger.verify;

import io.certtrail.ledger.export.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What became of an export's entries since it was made, as the rows of a newer export of the same log say. Both are
 * verified.
 *
 * @param dropped what was dropped of them, in the order in which it was recorded; a range may reach beyond the older
 *     export's
 * @param untold the ranges of entries, ascending, that lie before the first one that the newer export shows, and of
 *     which it says nothing: what would say when they were dropped is gone as well
 * @param isAllTold whether the newer export shows every entry that would say that more was dropped
 */
public record Since(List<Dropped> dropped, List<Range> untold, boolean isAllTold) {
    /** Entries from a place to the one before another. */
    public record Range(long fromSeq, long toSeq) {}

    public Since {
        dropped = List.copyOf(dropped);
        untold = List.copyOf(untold);
    }

    /**
     * Compares.
     *
     * @throws IllegalArgumentException if they are of different logs
     */
    public static Since of(Manifest older, Report newer) {
        Manifest manifest = newer.manifest();
        if (!manifest.origin().equals(older.origin())) {
            throw new IllegalArgumentException(manifest.origin() + " is not " + older.origin());
        }
        String origin = older.origin().text();
        List<Dropped> dropped = newer.dropped().stream()
                .filter(one -> one.origin().equals(origin)
                        && one.seq() >= older.range().treeSize())
                .filter(one -> one.fromSeq() < older.range().toSeq()
                        && one.toSeq() > older.range().fromSeq())
                .toList();
        long until = Math.min(older.range().toSeq(), manifest.range().fromSeq());
        return new Since(dropped, gaps(older.range().fromSeq(), until, dropped), isAllTold(older, newer));
    }

    private static List<Range> gaps(long from, long to, List<Dropped> dropped) {
        List<Range> gaps = new ArrayList<>();
        long next = from;
        for (Dropped one : dropped.stream()
                .sorted(Comparator.comparingLong(Dropped::fromSeq))
                .toList()) {
            if (next < Math.min(to, one.fromSeq())) {
                gaps.add(new Range(next, Math.min(to, one.fromSeq())));
            }
            next = Math.max(next, one.toSeq());
        }
        if (next < to) {
            gaps.add(new Range(next, to));
        }
        return gaps;
    }

    private static boolean isAllTold(Manifest older, Report newer) {
        Manifest manifest = newer.manifest();
        return newer.isComplete()
                && newer.dropped().size() < Report.MOST_DROPPED
                && manifest.filter().asksForTimeAlone()
                && manifest.closed().isEmpty()
                && manifest.range().fromSeq() <= older.range().treeSize()
                && manifest.range().toSeq() == manifest.range().treeSize();
    }
}
