package io.certtrail.domain.audit;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.time.Pause;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds entries by their ids. Safe for use by several threads. */
public final class EntryDesk {
    /** Often enough for a person, seldom enough for the table: a block is committed within some 100 ms. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Contents contents;
    private final Clock clock;
    private final Pause pause;

    public EntryDesk(Contents contents, Clock clock, Pause pause) {
        this.contents = contents;
        this.clock = clock;
        this.pause = pause;
    }

    /** The entry with this id; if it is not in the chain yet, waits for it as long as told. */
    public Optional<LoggedEntry> find(Origin origin, UUID id, Duration wait) {
        Instant deadline = clock.instant().plus(wait);
        Duration next = FIRST_PAUSE;
        while (true) {
            Optional<LoggedEntry> entry =
                    Optional.ofNullable(find(origin, List.of(id)).get(id));
            Duration left = Duration.between(clock.instant(), deadline);
            if (entry.isPresent() || !left.isPositive()) {
                return entry;
            }
            pause.of(next.compareTo(left) < 0 ? next : left);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /**
     * Those of the entries that are in the chain and have not expired.
     *
     * @throws ChainBroken if one is in the chain, and kept nowhere or not where its id item says
     * @throws SegmentFault if its block is gone, and its segment is not as it was sealed
     */
    public Map<UUID, LoggedEntry> find(Origin origin, Collection<UUID> ids) {
        return contents.at(origin, contents.chain().positions(origin, ids));
    }
}
