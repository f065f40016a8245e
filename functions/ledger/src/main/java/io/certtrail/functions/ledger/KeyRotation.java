package io.certtrail.functions.ledger;

import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.VerifierKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Records in every tenant's ledger that its checkpoints are signed by a new key too. What signs is the deployment's
 * configuration, the same for all that sign: this only says it, under signatures of both keys (ledger.md §4). Repeatable.
 */
final class KeyRotation {
    private final Function<String, List<NoteSigner>> keys;
    private final Tenants tenants;
    private final Outbox outbox;
    private final ChainEvents events;
    private final Clock clock;

    /** @param keys the keys that sign the checkpoints of an origin now */
    KeyRotation(
            Function<String, List<NoteSigner>> keys, Tenants tenants, Outbox outbox, ChainEvents events, Clock clock) {
        this.keys = keys;
        this.tenants = tenants;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /** A ledger and the keys that sign it now, the new one last. */
    record Rotated(Origin origin, List<VerifierKey> keys) {}

    /**
     * Records it.
     *
     * @param overlapUntil how long both keys will sign at least
     * @throws IllegalStateException if no two keys sign
     * @throws IllegalArgumentException if that time is past
     */
    List<Rotated> run(Instant overlapUntil) {
        if (!overlapUntil.isAfter(clock.instant())) {
            throw new IllegalArgumentException(
                    "overlapUntil: expected a time to come, found %s".formatted(overlapUntil));
        }
        List<Rotated> all = new ArrayList<>();
        for (Tenant tenant : tenants.all()) {
            List<VerifierKey> now = keys.apply(tenant.origin().text()).stream()
                    .map(NoteSigner::verifierKey)
                    .toList();
            if (now.stream().distinct().count() != 2) {
                throw new IllegalStateException(
                        "one key signs: deploy with the next one first (NEXT_CHECKPOINT_KEY, another one than CHECKPOINT_KEY), so that both do");
            }
            outbox.record(tenant.name(), List.of(events.keyRotated(tenant.origin(), now.getLast(), overlapUntil)));
            all.add(new Rotated(tenant.origin(), now));
        }
        return all;
    }
}
