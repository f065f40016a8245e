package io.certtrail.domain.publish;

import io.certtrail.domain.time.Pause;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where one waits for a signed head. Safe for use by many threads. */
public final class CheckpointDesk {
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    private final Checkpoints checkpoints;
    private final Clock clock;
    private final Pause pause;

    /**
     * A desk.
     *
     * @param pause how it waits between two looks
     */
    public CheckpointDesk(Checkpoints checkpoints, Clock clock, Pause pause) {
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.pause = pause;
    }

    /** A signed head of at least {@code size} entries: at once if there is one, else asked for and waited for. */
    public Optional<SignedCheckpoint> covering(Origin origin, long size, Duration wait) {
        Optional<SignedCheckpoint> found = find(origin, size);
        if (found.isPresent() || wait.isZero()) {
            return found;
        }
        checkpoints.request(origin, size);
        Instant end = clock.instant().plus(wait);
        Duration look = FIRST_LOOK;
        while (found.isEmpty() && clock.instant().isBefore(end)) {
            pause.of(look);
            look = look.multipliedBy(2).compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : look.multipliedBy(2);
            found = find(origin, size);
        }
        return found;
    }

    private Optional<SignedCheckpoint> find(Origin origin, long size) {
        return checkpoints.latest(origin).filter(checkpoint -> checkpoint.size() >= size);
    }
}
