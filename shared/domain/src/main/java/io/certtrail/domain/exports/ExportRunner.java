package io.certtrail.domain.exports;

import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.entry.Event;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs the job of an export. It may be asked to as often as anybody likes, at once or after the job was done: one worker
 * at a time has the export, a dead one's is taken over when its lease ends, and what is done is done once. Safe for use
 * by many threads.
 */
public final class ExportRunner {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    private static final int DELAY_FACTOR = 4;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    /**
     * How it goes about its work.
     *
     * @param lease how long a worker that says nothing counts as alive; it says something between any few blocks
     * @param maxAttempts after so many failed ones it gives up
     */
    public record Settings(Duration lease, int maxAttempts) {
        public static final Settings DEFAULT = new Settings(Duration.ofMinutes(2), 5);
    }

    private final ExportStore store;
    private final ExportQueue queue;
    private final BasisChooser basis;
    private final ExportMaker maker;
    private final ExportEvents events;
    private final IdSource ids;
    private final Clock clock;
    private final Settings settings;

    public ExportRunner(
            ExportStore store,
            ExportQueue queue,
            BasisChooser basis,
            ExportMaker maker,
            ExportEvents events,
            IdSource ids,
            Clock clock,
            Settings settings) {
        this.store = store;
        this.queue = queue;
        this.basis = basis;
        this.maker = maker;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Makes the export if it waits for a worker.
     *
     * @param deadline how long this worker lives; it stops in time to say that it is not done
     * @throws RuntimeException if the store doesn't answer: nothing is known, and it should be asked again
     */
    public Outcome run(String tenant, UUID id, Deadline deadline) {
        return ifFree(
                tenant,
                id,
                export -> export.attempts() < settings.maxAttempts()
                        ? Claim.take(store, clock, export, ids.next(), settings.lease(), deadline)
                                .map(this::attempt)
                                .orElseGet(Outcome.Elsewhere::new)
                        : giveUp(export, lastErrorOf(export), List.of()));
    }

    /**
     * Gives an export up whose job the queue has given up (its dead letter).
     *
     * @return {@link Outcome.Elsewhere} if a living worker has it: ask again when its lease has ended
     */
    public Outcome abandon(String tenant, UUID id) {
        return ifFree(tenant, id, export -> giveUp(export, lastErrorOf(export), List.of()));
    }

    private Outcome ifFree(String tenant, UUID id, Function<Export, Outcome> work) {
        Optional<Export> found = store.find(tenant, id);
        if (found.isEmpty()) {
            return new Outcome.Nothing("there is no export " + id);
        }
        Export export = found.get();
        if (export.state().isFinal()) {
            return new Outcome.Nothing("it is " + export.state().text());
        }
        return export.isFree(clock.instant()) ? work.apply(export) : new Outcome.Elsewhere();
    }

    private Outcome attempt(Claim claim) {
        try {
            Optional<Result> result = maker.make(claim, basis.choose(claim));
            return result.isPresent() ? finish(claim, result.get()) : putDown(claim);
        } catch (Claim.Lost e) {
            return new Outcome.Elsewhere();
        } catch (LedgerMismatch e) {
            return afterMismatch(claim, String.valueOf(e.getMessage()));
        } catch (ExportTrouble | IOException | RuntimeException e) {
            return afterFailure(claim, ExportEvents.describe(e));
        }
    }

    private Outcome finish(Claim claim, Result result) throws Claim.Lost {
        Instant now = clock.instant();
        Export export = claim.export();
        claim.change(export.ready(now, result), List.of(events.exported(export, result, now)));
        return new Outcome.Made(result);
    }

    /** The worker's time was up, and the next one goes on: that is no failure. */
    private Outcome putDown(Claim claim) throws Claim.Lost {
        claim.change(claim.export().putDown(clock.instant()), List.of());
        Export export = claim.export();
        queue.send(export.tenant(), export.id(), Duration.ZERO);
        return new Outcome.LeftOff(export.work().progress());
    }

    private Outcome afterMismatch(Claim claim, String finding) {
        Event alarm = events.verificationFailed(claim.export(), finding, clock.instant());
        return giveUp(claim.export(), "The ledger does not hold what was signed: " + finding, List.of(alarm));
    }

    /** The last change may have taken effect although it failed: so the export is read again. */
    private Outcome afterFailure(Claim claim, String error) {
        Export export = store.find(claim.export().tenant(), claim.export().id()).orElseThrow();
        if (export.state() instanceof State.Ready ready && ready.attempt().equals(claim.attempt())) {
            return new Outcome.Made(ready.result());
        }
        if (!export.isHeldBy(claim.attempt())) {
            return new Outcome.Elsewhere();
        }
        if (export.attempts() >= settings.maxAttempts()) {
            return giveUp(export, error, List.of());
        }
        if (!store.replace(export.givenBack(clock.instant(), error), List.of())) {
            return new Outcome.Elsewhere();
        }
        Duration delay = delayAfter(export.attempts());
        queue.send(export.tenant(), export.id(), delay);
        return new Outcome.PutOff(error, delay);
    }

    private Outcome giveUp(Export export, String error, List<Event> alarms) {
        Instant now = clock.instant();
        List<Event> recorded = new ArrayList<>(alarms);
        recorded.add(events.failed(export, error, now));
        return store.replace(export.failed(now, error), recorded)
                ? new Outcome.GivenUp(error)
                : new Outcome.Elsewhere();
    }

    private static String lastErrorOf(Export export) {
        String error = export.state() instanceof State.Queued queued ? queued.lastError() : "";
        return error.isEmpty() ? "%d workers died making it".formatted(export.attempts()) : error;
    }

    private static Duration delayAfter(int attempts) {
        Duration delay = FIRST_DELAY;
        for (int i = 1; i < attempts && delay.compareTo(LONGEST_DELAY) < 0; i++) {
            delay = delay.multipliedBy(DELAY_FACTOR);
        }
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }
}
