package io.certtrail.domain.exports;

import java.time.Duration;
import java.util.UUID;

/**
 * Wakes a worker for an export. Duties of every implementation:
 *
 * <ul>
 *   <li>Delivery: as often as it likes, to several workers at once, late or never; it carries nothing but the name.
 *       What it loses, {@link ExportSweep} sends again.
 *   <li>Errors: what it does not get rid of counts as lost too. It tells the operator, and throws nothing.
 *   <li>Safe for use by many threads.
 * </ul>
 */
public interface ExportQueue {
    /** The longest delay that a queue keeps (SQS, DelaySeconds). */
    Duration MAX_DELAY = Duration.ofMinutes(15);

    /**
     * Asks for the job of this export after a while: whole seconds, rounded up, at most {@link #MAX_DELAY}.
     */
    void send(String tenant, UUID id, Duration delay);
}
