package io.certtrail.ledger.export;

import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries that an export looks at: those of [{@code fromSeq}, {@code toSeq}) in a tree of {@code treeSize}. Empty
 * only when the tree is.
 */
public record ExportRange(long treeSize, long fromSeq, long toSeq) {
    /**
     * A range.
     *
     * @throws IllegalArgumentException unless 0 ≤ fromSeq &lt; toSeq ≤ treeSize, or all three are 0
     */
    public ExportRange {
        boolean empty = treeSize == 0 && fromSeq == 0 && toSeq == 0;
        if (!empty && !(0 <= fromSeq && fromSeq < toSeq && toSeq <= treeSize)) {
            throw new IllegalArgumentException(
                    "not a range of a tree of %d entries: [%d, %d)".formatted(treeSize, fromSeq, toSeq));
        }
    }

    public static ExportRange whole(long treeSize) {
        return new ExportRange(treeSize, 0, treeSize);
    }

    /**
     * The shortest range that provably holds every match: time never decreases from entry to entry, so what lies before
     * {@code from} or not before {@code to} needs no look but at the entry on each edge.
     *
     * @param timeOf the time of the entry of a seq; asked some 2 log₂ treeSize times
     */
    public static ExportRange narrowest(ExportFilter filter, long treeSize, LongFunction<Instant> timeOf) {
        if (treeSize == 0) {
            return whole(0);
        }
        Instant from = filter.from();
        Instant to = filter.to();
        long fromSeq = from == null ? 0 : firstNotBefore(from, treeSize, timeOf);
        long toSeq = to == null ? treeSize : firstNotBefore(to, treeSize, timeOf);
        if (fromSeq < toSeq) {
            return new ExportRange(treeSize, fromSeq, toSeq);
        }
        long one = Math.min(fromSeq, treeSize - 1); // nothing lies between, but a range is never empty
        return new ExportRange(treeSize, one, one + 1);
    }

    private static long firstNotBefore(Instant time, long treeSize, LongFunction<Instant> timeOf) {
        long low = 0;
        long high = treeSize;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (timeOf.apply(middle).isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many entries it has. */
    public long length() {
        return toSeq - fromSeq;
    }

    public boolean contains(long seq) {
        return fromSeq <= seq && seq < toSeq;
    }

    /** The entries whose time a proof file opens: the one before the range, the one after it, and the tree's last. */
    public List<Long> edges() {
        return LongStream.of(fromSeq - 1, toSeq, treeSize - 1)
                .filter(seq -> 0 <= seq && seq < treeSize)
                .sorted()
                .distinct()
                .boxed()
                .toList();
    }

    /** What makes this range shorter than the filter allows, or null: only a time can leave out a part of the tree. */
    public @Nullable FormatException shortcut(ExportFilter filter) {
        if (fromSeq > 0 && filter.from() == null) {
            return new FormatException("fromSeq", "0, since the filter has no `from`", Long.toString(fromSeq));
        }
        if (toSeq < treeSize && filter.to() == null) {
            return new FormatException(
                    "toSeq", treeSize + " (the tree's size), since the filter has no `to`", Long.toString(toSeq));
        }
        return null;
    }
}
