package io.certtrail.domain.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Optional;

/** The {@link PrunedMark} of each chain, an object beside its segments. Safe for use by many threads. */
public final class PrunedMarks {
    private static final int MOST_TRIES = 8;

    private final ArchiveStore archive;

    public PrunedMarks(ArchiveStore archive) {
        this.archive = archive;
    }

    /** How far a chain was pruned; empty if nothing says so that can be read. One request. */
    public Optional<PrunedMark> of(Origin origin) {
        return archive.read(SegmentPaths.pruned(origin)).flatMap(object -> PrunedMark.parse(object.content()));
    }

    /**
     * Says that it was pruned so far at least. Repeatable.
     *
     * @throws IllegalStateException if others write it all the time: to be tried again
     */
    public void raise(Origin origin, PrunedMark mark) {
        String path = SegmentPaths.pruned(origin);
        for (int i = 0; i < MOST_TRIES; i++) {
            if (archive.putIfAbsent(path, mark.json())) {
                return;
            }
            Optional<StoredObject> object = archive.read(path);
            Optional<PrunedMark> there = object.flatMap(found -> PrunedMark.parse(found.content()));
            PrunedMark raised = there.map(mark::or).orElse(mark);
            if (there.filter(raised::equals).isPresent()
                    || object.filter(found -> archive.replace(path, found.version(), raised.json()))
                            .isPresent()) {
                return;
            }
        }
        throw new IllegalStateException(path + " is written by others at the same time: try again");
    }
}
