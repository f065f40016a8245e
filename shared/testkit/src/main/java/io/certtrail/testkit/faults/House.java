package io.certtrail.testkit.faults;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.chain.MemoryChain;
import io.certtrail.testkit.chain.MemoryLease;
import io.certtrail.testkit.chain.MemoryOutbox;
import io.certtrail.testkit.chain.MemoryTenants;
import io.certtrail.testkit.publish.MemoryCursors;
import io.certtrail.testkit.publish.MemoryLogStore;
import io.certtrail.testkit.publish.MemorySigners;
import io.certtrail.testkit.time.MovableClock;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Everything that is kept, in memory, and the hands of whoever tests; the same again from the same seed. */
public final class House {
    static final String TENANT = "default";
    private static final Catalogue CATALOGUE = Catalogue.load();

    static final Origin ORIGIN = new Origin("certtrail.test", TENANT, 1);
    private static final Ed25519Signer KEY = Ed25519Signer.of(ORIGIN.text(), new byte[Ed25519Signer.SEED_SIZE]);

    public final Origin origin = ORIGIN;
    public final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00.000Z"));

    /** What the parts draw from; the schedule draws from another. */
    public final RandomGenerator random;

    public final MemoryChain chain = new MemoryChain();
    public final MemoryOutbox outbox = new MemoryOutbox(clock);
    public final MemoryLease lease = new MemoryLease(clock);
    public final MemoryTenants tenants = new MemoryTenants();
    public final MemoryLogStore log = new MemoryLogStore();
    public final MemorySigners signers = new MemorySigners();
    public final MemoryCursors cursors = new MemoryCursors();
    public final Ed25519Signer key = KEY;
    final WatchedKey watchedKey = new WatchedKey(key, this::seesSigned);
    final IdSource ids;
    final RunIds runs;
    final WakeQueue queue = new WakeQueue(clock);
    final Witness witness = new Witness();
    final Tenant tenant;

    House(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ids = new UuidV7(clock, random);
        runs = new RunIds(clock, random);
        tenant = opener(chain, clock).open(origin);
        witness.commits(chain.head(origin).orElseThrow());
    }

    private void seesSigned(byte[] message) {
        witness.signs(message, chain);
    }

    ChainOpener opener(ChainWriter writer, Clock processClock) {
        return new ChainOpener(writer, tenants, events(processClock), processClock, random);
    }

    ChainEvents events(Clock processClock) {
        return new ChainEvents(CATALOGUE, new UuidV7(processClock, random), processClock);
    }
}
