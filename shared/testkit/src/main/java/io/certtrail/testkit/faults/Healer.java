package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.Head;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.merkle.Tiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What happens when faults have ended: the wake-ups that are still under way are delivered, each in its time. That alone
 * must bring everything to its end; where a wake-up may have been lost, the sweeps of a few minutes must, of which one
 * comes in any case.
 */
final class Healer {
    private static final int SWEEPS = 3;
    private static final int MOST_WAKES = 300;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final House house;
    private final Fates fates;
    private final Life life;
    private int wakes;

    Healer(House house, Fates fates, Function<String, Life> start) {
        this.house = house;
        this.fates = fates;
        this.life = start.apply("healer");
    }

    void heal() {
        deliverUntil(Instant.MAX);
        Optional<String> missing = missing();
        if (missing.isPresent() && !fates.mayHaveLostWakes()) {
            throw new AssertionError("a wake-up was lost, and no fault lost it: " + missing.get());
        }
        boolean isSwept = !fates.mayHaveLostWakes();
        for (int i = 0; i < SWEEPS && (missing.isPresent() || !isSwept); i++) {
            isSwept = true;
            advanceTo(house.clock.instant().plus(MINUTE));
            house.queue.sweep();
            deliverUntil(house.clock.instant().plus(MINUTE));
            missing = missing();
        }
        if (missing.isPresent()) {
            throw new AssertionError("after %d sweeps: %s".formatted(SWEEPS, missing.get()));
        }
    }

    private void deliverUntil(Instant end) {
        for (Optional<WakeQueue.Message> next = house.queue.next();
                next.filter(message -> message.due().isBefore(end)).isPresent();
                next = house.queue.next()) {
            if (++wakes > MOST_WAKES) {
                throw new AssertionError("it comes to no end: %d wake-ups, and %s".formatted(wakes, missing()));
            }
            advanceTo(next.get().due());
            life.handle(next.get());
            house.queue.done(next.get());
        }
    }

    private void advanceTo(Instant time) {
        Duration wait = Duration.between(house.clock.instant(), time);
        if (wait.isPositive()) {
            house.clock.move(wait);
        }
    }

    /** What is not at its end; empty if everything is. */
    private Optional<String> missing() {
        if (!house.outbox.read(House.TENANT, 1).isEmpty()) {
            return Optional.of("there is something in the outbox");
        }
        Head head = house.chain.head(house.origin).orElseThrow();
        long shown = house.log
                .read(house.origin, Tiles.CHECKPOINT_PATH)
                .map(StoredObject::content)
                .map(note -> Notes.read(note).size())
                .orElse(0L);
        if (shown != head.size()) {
            return Optional.of("the checkpoint covers %d of %d entries".formatted(shown, head.size()));
        }
        long cursor = house.cursors.find("dispatcher", house.origin);
        return cursor == head.n()
                ? Optional.empty()
                : Optional.of("the dispatcher is at block %d of %d".formatted(cursor, head.n()));
    }
}
