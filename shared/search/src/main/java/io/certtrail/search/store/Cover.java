package io.certtrail.search.store;

import io.certtrail.domain.segments.DerivedObjects.Name;
import io.certtrail.domain.segments.Segment;
import io.certtrail.search.index.IndexKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fewest indexes of some segments, of those that are there.
 *
 * @param parts oldest first; together they are the segments
 */
public record Cover(List<Part> parts) {
    public Cover {
        parts = List.copyOf(parts);
    }

    /**
     * Some segments in a row that one index is of.
     *
     * @param isThere whether the index was there
     */
    public record Part(List<Segment> segments, boolean isThere) {
        public Part {
            segments = List.copyOf(segments);
        }

        public IndexKey key() {
            return IndexShelf.key(segments);
        }

        public long fromSeq() {
            return segments.getFirst().fromSeq();
        }

        public long toSeq() {
            return segments.getLast().toSeq();
        }

        /** One part a segment, none of which is known to have an index. */
        public List<Part> apart() {
            return segments.stream()
                    .map(segment -> new Part(List.of(segment), false))
                    .toList();
        }
    }

    /**
     * Covers segments, the newest first, with what reaches back the farthest.
     *
     * @param segments in a row, oldest first
     */
    static Cover of(List<Segment> segments, Collection<Name> names) {
        Map<Long, TreeMap<Long, List<Name>>> byEnd = new HashMap<>();
        names.forEach(name -> byEnd.computeIfAbsent(name.toSeq(), end -> new TreeMap<>())
                .computeIfAbsent(name.fromSeq(), from -> new ArrayList<>())
                .add(name));
        Map<Long, Integer> starts = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            starts.put(segments.get(i).fromSeq(), i);
        }
        List<Part> parts = new ArrayList<>();
        int end = segments.size();
        while (end > 0) {
            Part part = part(
                    segments,
                    end,
                    starts,
                    byEnd.getOrDefault(segments.get(end - 1).toSeq(), new TreeMap<>()));
            parts.add(part);
            end -= part.segments().size();
        }
        Collections.reverse(parts);
        return new Cover(parts);
    }

    private static Part part(
            List<Segment> segments, int end, Map<Long, Integer> starts, TreeMap<Long, List<Name>> byStart) {
        for (Map.Entry<Long, List<Name>> candidates : byStart.entrySet()) {
            Integer start = starts.get(candidates.getKey());
            if (start != null && start < end) {
                List<Segment> some = segments.subList(start, end);
                if (candidates.getValue().contains(IndexShelf.name(IndexShelf.key(some)))) {
                    return new Part(some, true);
                }
            }
        }
        return new Part(segments.subList(end - 1, end), false);
    }
}
