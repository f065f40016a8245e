package io.certtrail.domain.audit;

import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.entry.LedgerTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes the door while recorded events wait too long for the chain. What it measures moves in minutes, and each look
 * asks every shard of the outbox: so it looks again only when the last look, that found nothing late, is some seconds
 * old. Safe for use by many threads.
 */
final class Backlog {
    /** How long an event may wait for the chain before the door closes for new ones. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Clock clock;
    private final Map<String, Instant> looks = new ConcurrentHashMap<>();

    Backlog(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws Refusal with {@link Code#OUTBOX_BEHIND} while the tenant's oldest event has waited for over 10 minutes */
    void refuseWhenBehind(String tenant) {
        Instant now = clock.instant();
        Instant last = looks.get(tenant);
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(BETWEEN_LOOKS))) {
            return;
        }
        Optional<Instant> oldest = outbox.oldest(tenant);
        if (oldest.isPresent() && oldest.get().plus(LONGEST_WAIT).isBefore(now)) {
            throw Refusal.forNow(
                    Code.OUTBOX_BEHIND,
                    "recorded events have been waiting for the chain since %s; nothing of this request was recorded"
                            .formatted(LedgerTime.text(LedgerTime.of(oldest.get()))),
                    RETRY_AFTER);
        }
        looks.put(tenant, now);
    }
}
