package io.certtrail.domain.chain;

import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.TenantRegistry;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.NextBlock;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens chains: block 0 with {@code ledger.opened}, and HEAD. Repeatable: a chain that is open stays as it is. */
public final class ChainOpener {
    private final ChainWriter chain;
    private final TenantRegistry tenants;
    private final ChainEvents events;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param random must be a {@link java.security.SecureRandom} outside tests: a seed is made from it */
    public ChainOpener(
            ChainWriter chain, TenantRegistry tenants, ChainEvents events, Clock clock, RandomGenerator random) {
        this.chain = chain;
        this.tenants = tenants;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens the chain if it isn't open, and registers its tenant.
     *
     * @throws HeadMissing if its first block is there and its HEAD is not
     * @throws IllegalStateException if the tenant writes to another log, or to a later incarnation, already
     */
    public Tenant open(Origin origin) {
        openOnly(origin, null);
        return register(origin);
    }

    /**
     * Has everybody write to this chain, which must be open. That there is such a tenant is recorded once, when it is
     * registered for the first time.
     *
     * @throws IllegalStateException if the tenant writes to another log, or to a later incarnation, already
     */
    public Tenant register(Origin origin) {
        Tenant tenant = Tenant.of(origin);
        tenants.register(tenant, events.tenantCreated(tenant));
        return tenant;
    }

    /** Opens the chain of a tenant's next incarnation if it isn't open; nobody writes to it before it is registered. */
    public void openAfter(ChainEvents.Previous previous) {
        openOnly(previous.origin().next(), previous);
    }

    private void openOnly(Origin origin, ChainEvents.@Nullable Previous previous) {
        if (chain.head(origin).isEmpty()
                && !opens(origin, previous)
                && chain.head(origin).isEmpty()) {
            throw new HeadMissing(origin);
        }
    }

    private boolean opens(Origin origin, ChainEvents.@Nullable Previous previous) {
        Instant time = LedgerTime.of(clock.instant());
        LoggedEntry entry = new LoggedEntry(0, events.opened(origin, previous).at(time), Seed.fresh(random));
        UUID writer = new UUID(random.nextLong(), random.nextLong());
        NextBlock first = Block.first(origin, List.of(entry), List.of(), writer);
        return chain.open(
                first.block(), new Head(origin, 0, first.after(), first.block().blockHash(), time));
    }
}
