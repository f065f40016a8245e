package io.certtrail.domain.chain;

import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
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

/** Opens chains: block 0 with {@code ledger.opened}, and HEAD. Repeatable: a chain that is open stays as it is. */
public final class ChainOpener {
    private final ChainWriter chain;
    private final Tenants tenants;
    private final ChainEvents events;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param random must be a {@link java.security.SecureRandom} outside tests: a seed is made from it */
    public ChainOpener(ChainWriter chain, Tenants tenants, ChainEvents events, Clock clock, RandomGenerator random) {
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
     */
    public Tenant open(Origin origin) {
        if (chain.head(origin).isEmpty() && !opens(origin) && chain.head(origin).isEmpty()) {
            throw new HeadMissing(origin);
        }
        Tenant tenant = Tenant.of(origin);
        tenants.register(tenant);
        return tenant;
    }

    private boolean opens(Origin origin) {
        Instant time = LedgerTime.of(clock.instant());
        LoggedEntry entry = new LoggedEntry(0, events.opened(origin).at(time), Seed.fresh(random));
        UUID writer = new UUID(random.nextLong(), random.nextLong());
        NextBlock first = Block.first(origin, List.of(entry), List.of(), writer);
        return chain.open(
                first.block(), new Head(origin, 0, first.after(), first.block().blockHash(), time));
    }
}
