package io.certtrail.testkit.segments;

import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.Manifest;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentDraft;
import io.certtrail.domain.segments.SegmentWriter;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seals entries that are at hand, without a chain: the tree is theirs. */
public final class SealedEntries {
    private SealedEntries() {}

    /**
     * Seals entries as a sealer does, the last of them too, which a sealer leaves for later.
     *
     * @param entries in a row; the first one's place is where the segments go on that are there already
     */
    public static List<Segment> seal(ArchiveStore store, Origin origin, List<LoggedEntry> entries) {
        List<Segment> sealed = new ArrayList<>();
        SegmentDraft draft = null;
        for (LoggedEntry entry : entries) {
            if (draft != null && draft.takes(entry)) {
                draft.add(entry, entry.seq());
            } else {
                write(store, draft, sealed);
                draft = new SegmentDraft(origin, entry, entry.seq());
            }
        }
        write(store, draft, sealed);
        return sealed;
    }

    private static void write(ArchiveStore store, @Nullable SegmentDraft draft, List<Segment> sealed) {
        if (draft != null) {
            Manifest manifest = new SegmentWriter(store).write(draft, (fromSeq, leaves) -> {});
            sealed.add(manifest.segment());
        }
    }
}
