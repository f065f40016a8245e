package io.certtrail.domain.contents;

import io.certtrail.domain.segments.ChunkRun;
import io.certtrail.domain.segments.Manifest;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sealed segments of one chain: listed once for a reading, read some chunks at a time. All that was ever sealed is
 * named, expired and dropped or not. Not thread-safe.
 */
final class SealedSide {
    private final Segments segments;
    private final Origin origin;
    private List<Segment> listed = List.of();
    private long listedFrom = Long.MAX_VALUE;
    private @Nullable Manifest manifest;
    private @Nullable ChunkRun run;

    SealedSide(Segments segments, Origin origin) {
        this.segments = segments;
        this.origin = origin;
    }

    /** Whether a segment that is known already holds a place. */
    boolean isKnownToHold(long seq) {
        return listedFrom <= seq && listedAt(seq).isPresent();
    }

    /**
     * The segment that holds a place; empty if that is not sealed.
     *
     * @throws SegmentFault if the manifest of one is missing between two others
     */
    Optional<Segment> holding(long seq) {
        if (seq < listedFrom) {
            listed = segments.from(origin, seq);
            listedFrom = seq;
        }
        return listedAt(seq);
    }

    private Optional<Segment> listedAt(long seq) {
        int low = 0;
        int high = listed.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Segment segment = listed.get(middle);
            if (segment.holds(seq)) {
                return Optional.of(segment);
            }
            if (seq < segment.fromSeq()) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return Optional.empty();
    }

    Manifest manifest(Segment segment) {
        Manifest known = manifest;
        if (known == null || !known.segment().equals(segment)) {
            known = segments.manifest(segment);
            manifest = known;
        }
        return known;
    }

    /**
     * The entries of the chunk that holds a place.
     *
     * @param ahead bytes of further chunks that are read with it, for whoever goes on there
     * @throws SegmentFault if they are not as they were sealed
     */
    List<LoggedEntry> chunk(Segment segment, long seq, int ahead) {
        ChunkRun known = run;
        if (known == null || !known.holds(seq)) {
            run = null; // before the next is read: two need not fit into memory
            known = segments.run(manifest(segment), seq, ahead);
            run = known;
        }
        return known.around(seq);
    }
}
