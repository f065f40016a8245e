package io.certtrail.domain.segments;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Seals a chain, and looks after what is sealed whenever a day is: an idle chain has an entry a day, so that is once a day
 * at least. Safe for use by many threads.
 */
public final class SegmentKeeper {
    /** After so many days every segment was read again. */
    private static final int ROUNDS = 30;

    private final Sealer sealer;
    private final SegmentCare care;
    private final DerivedUpkeep derived;

    /**
     * A keeper.
     *
     * @param signed the checkpoint of a log that is published and signed by its keys; all up to it is published
     * @param keptFrom what was recorded before this has expired by what is set now
     * @param derived makes what is made of segments, whenever one is sealed
     */
    public SegmentKeeper(
            ChainReader chain,
            ArchiveStore archive,
            LogStore log,
            Function<Origin, Optional<Checkpoint>> signed,
            Function<Origin, Instant> keptFrom,
            Wakes wakes,
            DerivedUpkeep derived) {
        this.sealer = new Sealer(chain, archive, log, signed, wakes);
        this.care = new SegmentCare(chain, archive, log, signed, keptFrom, sealer);
        this.derived = derived;
    }

    /**
     * Seals what can be sealed, and looks at what is.
     *
     * @return what is not as it was sealed, also if it could be sealed again
     */
    public List<IntegrityFinding> keep(Origin origin, Deadline deadline) {
        List<Segment> sealed = sealer.seal(origin, deadline);
        if (!sealed.isEmpty()) {
            derived.keep(origin, deadline);
        }
        Optional<LocalDate> day = sealed.stream()
                .filter(segment -> segment.toSeq() % Segment.MAX_ENTRIES != 0)
                .map(Segment::day)
                .reduce((earlier, later) -> later);
        if (day.isEmpty()) {
            return List.of();
        }
        List<IntegrityFinding> findings = care.look(origin, day.get().toEpochDay(), ROUNDS, deadline);
        derived.check(origin, deadline);
        return findings;
    }
}
