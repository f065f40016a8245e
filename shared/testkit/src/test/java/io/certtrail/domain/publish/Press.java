package io.certtrail.domain.publish;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.testkit.chain.World;
import io.certtrail.testkit.publish.LogAudit;
import io.certtrail.testkit.publish.MemoryLogStore;
import io.certtrail.testkit.publish.MemorySigners;
import java.time.Duration;
import java.util.List;

/** What a publisher needs beside a world. */
final class Press {
    /** A budget that never says later. */
    static final SigningBudget ALWAYS = new SigningBudget(1_000_000, Duration.ZERO, Duration.ofSeconds(1));

    final MemoryLogStore store = new MemoryLogStore();
    final MemorySigners signers = new MemorySigners();
    private final World world;
    private final SigningBudget budget;
    private final NoteSigner key;

    Press(World world, SigningBudget budget) {
        this.world = world;
        this.budget = budget;
        this.key = Ed25519Signer.of(world.origin.text(), new byte[Ed25519Signer.SEED_SIZE]);
    }

    Publisher publisher() {
        return publisher(world.chain);
    }

    Publisher publisher(ChainReader chain) {
        return publisher(chain, store, signers);
    }

    Publisher publisher(ChainReader chain, LogStore logStore, SignerStore signerStore) {
        return new Publisher(chain, logStore, signerStore, origin -> List.of(key), budget, world.wakes, world.clock);
    }

    List<VerifierKey> verifierKeys(Origin origin) {
        return List.of(Ed25519Signer.of(origin.text(), new byte[Ed25519Signer.SEED_SIZE])
                .verifierKey());
    }

    LogAudit audit() {
        return new LogAudit(store, world.chain, world.origin, key.verifierKey());
    }
}
