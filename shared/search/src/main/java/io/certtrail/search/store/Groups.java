package io.certtrail.search.store;

import io.certtrail.domain.segments.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Which segments should have an index together. Places in the chain are divided into stretches of 262,144, each of those
 * into four, and so on down to 256. The segments that begin in a stretch are a group once no further one can begin
 * there; what is in no such group is in one of the next size. So an entry's index is merged a few times at most, a
 * million entries have some four large indexes and a few small ones, and which these are follows from the segments alone.
 */
final class Groups {
    static final long LARGEST = 262_144;

    private static final long SMALLEST = 256;
    private static final int PARTS = 4;

    private Groups() {}

    /**
     * The groups of all segments, oldest first.
     *
     * @param segments in a row, oldest first
     */
    static List<List<Segment>> of(List<Segment> segments) {
        List<List<Segment>> groups = new ArrayList<>();
        add(segments, LARGEST, groups);
        return groups;
    }

    private static void add(List<Segment> segments, long width, List<List<Segment>> groups) {
        if (width < SMALLEST) {
            segments.forEach(segment -> groups.add(List.of(segment)));
            return;
        }
        int from = 0;
        while (from < segments.size()) {
            long stretch = segments.get(from).fromSeq() / width;
            int to = from + 1;
            while (to < segments.size() && segments.get(to).fromSeq() / width == stretch) {
                to++;
            }
            boolean isClosed = to < segments.size() || segments.getLast().toSeq() >= (stretch + 1) * width;
            if (isClosed) {
                groups.add(List.copyOf(segments.subList(from, to)));
            } else {
                add(segments.subList(from, to), width / PARTS, groups);
            }
            from = to;
        }
    }
}
