package io.certtrail.search.store;

import io.certtrail.domain.segments.DerivedObjects.Name;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.Segments;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.search.index.EntryIndex;
import io.certtrail.search.index.IndexFault;
import io.certtrail.search.index.IndexFault.Kind;
import io.certtrail.search.index.IndexKey;
import io.certtrail.search.index.IndexMaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the indexes that there should be, from smaller ones or from entries, and then deletes those that they replace.
 * Killed anywhere and begun again, or run by several at once, it comes to the same: an object is written whole or not at
 * all, under a name that says what it is, and is deleted after what replaces it was written. Safe for use by many threads.
 */
public final class IndexUpkeep {
    /** More than making a large index takes: none is begun with less time. */
    private static final Duration STEP = Duration.ofSeconds(20);

    private final Segments segments;
    private final IndexShelf shelf;
    private final IndexWatch watch;

    public IndexUpkeep(Segments segments, IndexShelf shelf, IndexWatch watch) {
        this.segments = segments;
        this.shelf = shelf;
        this.watch = watch;
    }

    /**
     * What was done.
     *
     * @param made indexes from entries
     * @param merged indexes from others
     * @param deleted indexes that others replace
     * @param isDone whether there is nothing left to do
     */
    public record Done(int made, int merged, int deleted, boolean isDone) {}

    /** Does what there is to do for the segments of a chain. */
    public Done run(Origin origin, Deadline deadline) {
        return run(origin, 0, deadline);
    }

    /**
     * The same for the segments that are to remain: before the others are deleted, so that these are never without an
     * index. Indexes of the others are deleted.
     *
     * @param keptFrom where the first segment that remains begins
     */
    public Done run(Origin origin, long keptFrom, Deadline deadline) {
        // In this order every index is of segments that are known.
        Set<Name> names = shelf.names(origin);
        List<Segment> all = segments.all(origin);
        Cover cover = Cover.of(all, names);
        List<Segment> remaining =
                all.stream().filter(segment -> segment.fromSeq() >= keptFrom).toList();
        Set<Name> wanted = new HashSet<>();
        int made = 0;
        int merged = 0;
        // The newest first: what was just sealed is what is looked for.
        for (List<Segment> group : Groups.of(remaining).reversed()) {
            Name name = IndexShelf.name(IndexShelf.key(group));
            wanted.add(name);
            if (names.contains(name)) {
                continue;
            }
            if (!deadline.allows(STEP)) {
                return new Done(made, merged, 0, false);
            }
            List<Cover.Part> parts = parts(group, cover, names);
            merged += parts.stream().anyMatch(Cover.Part::isThere) ? 1 : 0;
            made += make(group, parts);
        }
        List<Name> replaced =
                names.stream().filter(name -> !wanted.contains(name)).toList();
        shelf.delete(origin, replaced);
        return new Done(made, merged, replaced.size(), true);
    }

    /** What there is of a group; the first part may begin before it. */
    private static List<Cover.Part> parts(List<Segment> group, Cover cover, Set<Name> names) {
        long from = group.getFirst().fromSeq();
        long to = group.getLast().toSeq();
        List<Cover.Part> parts = cover.parts().stream()
                .filter(part -> part.toSeq() > from && part.fromSeq() < to)
                .toList();
        return parts.getLast().toSeq() == to ? parts : Cover.of(group, names).parts();
    }

    /** Gives how many indexes had to be made from entries. */
    private int make(List<Segment> group, List<Cover.Part> parts) {
        List<EntryIndex> indexes = new ArrayList<>();
        int made = 0;
        for (Cover.Part part : parts) {
            EntryIndex index = part.isThere() ? open(part) : null;
            if (index != null) {
                indexes.add(index);
                continue;
            }
            for (Cover.Part one : part.apart()) {
                if (one.fromSeq() >= group.getFirst().fromSeq()) {
                    indexes.add(EntryIndex.open(one.key(), EntryReader.index(segments, one.segments())));
                    made++;
                }
            }
        }
        IndexKey key = IndexShelf.key(group);
        boolean isOne = indexes.size() == 1 && indexes.getFirst().key().equals(key);
        shelf.put(key, isOne ? indexes.getFirst().blob() : IndexMaker.merge(key, indexes));
        return made;
    }

    private @Nullable EntryIndex open(Cover.Part part) {
        IndexKey key = part.key();
        try {
            return EntryIndex.open(
                    key,
                    shelf.read(key)
                            .orElseThrow(() -> new IndexFault(Kind.MISSING, "expected an index, found nothing")));
        } catch (IndexFault fault) {
            watch.isFaulty(key, fault);
            return null;
        }
    }

    /**
     * Reads the indexes that are there, and makes those again, from entries, that are not as they were written.
     *
     * @return how many were made again
     */
    public int check(Origin origin, Deadline deadline) {
        Set<Name> names = shelf.names(origin);
        int made = 0;
        for (Cover.Part part : Cover.of(segments.all(origin), names).parts().reversed()) {
            if (part.isThere() && deadline.allows(STEP) && open(part) == null) {
                shelf.replace(part.key(), EntryReader.index(segments, part.segments()));
                made++;
            }
        }
        return made;
    }
}
