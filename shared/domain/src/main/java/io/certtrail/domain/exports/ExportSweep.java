package io.certtrail.domain.exports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends again the jobs that seem lost: those that wait for a worker too long, and those whose worker died. A job that is
 * not lost but late is done once all the same. Safe for use by many threads.
 */
public final class ExportSweep {
    /** Longer than a queue usually takes, and than the longest delay after a failed attempt. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(2);

    /** Of a tenant, at a time; the next sweep sees the others. */
    private static final int MOST = 100;

    private final ExportStore store;
    private final ExportQueue queue;
    private final Clock clock;

    public ExportSweep(ExportStore store, ExportQueue queue, Clock clock) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Looks through a tenant's unfinished exports.
     *
     * @return those whose jobs were sent again
     */
    public List<UUID> sweep(String tenant) {
        return store.unfinished(tenant, MOST).stream()
                .map(id -> store.find(tenant, id))
                .flatMap(Optional::stream)
                .filter(this::sendAgain)
                .map(Export::id)
                .toList();
    }

    /** It is marked as sent first, so that it is sent at most once in a while however many sweeps there are. */
    private boolean sendAgain(Export export) {
        Instant now = clock.instant();
        boolean due = export.isFree(now) && export.sinceSent(now).compareTo(LOST_AFTER) >= 0;
        if (!due || !store.replace(export.sentAgain(now), List.of())) {
            return false;
        }
        queue.send(export.tenant(), export.id(), Duration.ZERO);
        return true;
    }
}
