package io.certtrail.domain.segments;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.Published;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.testkit.chain.World;
import io.certtrail.testkit.publish.MemoryLogStore;
import io.certtrail.testkit.publish.MemorySigners;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A chain that is published and sealed, in memory. */
final class Vault {
    private static final SigningBudget ALWAYS = new SigningBudget(1_000_000, Duration.ZERO, Duration.ofSeconds(1));

    final World world;
    final MemoryLogStore log;
    final MemoryArchiveStore archive = new MemoryArchiveStore();
    final Segments segments = new Segments(archive);
    private final MemorySigners signers;

    Vault(long seed) {
        this(new World(seed), new MemoryLogStore(), new MemorySigners());
    }

    private Vault(World world, MemoryLogStore log, MemorySigners signers) {
        this.world = world;
        this.log = log;
        this.signers = signers;
    }

    /** The same chain, and nothing of it sealed. */
    Vault unsealed() {
        return new Vault(world, log, signers);
    }

    Publisher publisher() {
        Ed25519Signer key = Ed25519Signer.of(world.origin.text(), new byte[Ed25519Signer.SEED_SIZE]);
        return new Publisher(world.chain, log, signers, origin -> List.of(key), ALWAYS, world.wakes, world.clock);
    }

    void publish() {
        Published _ = publisher().publish(world.origin, OptionalLong.empty(), Deadline.NONE);
    }

    /** A sealer of its own process. */
    Sealer sealer() {
        return sealer(world.chain, archive, log);
    }

    Sealer sealer(ChainReader chain, ArchiveStore store, LogStore tiles) {
        return new Sealer(chain, store, tiles, publisher()::shown, world.wakes);
    }

    void log(int size) {
        for (int left = size; left > 0; left -= 100) {
            List<Event> _ = world.log(Math.min(left, 100));
        }
    }

    /** Logs so many entries, each time on a day of its own, and publishes. */
    void days(int... sizes) {
        for (int size : sizes) {
            log(size);
            world.clock.move(Duration.ofDays(1));
        }
        publish();
    }

    List<Segment> seal() {
        return sealer().seal(world.origin, Deadline.NONE);
    }

    /** All entries of the chain. */
    List<LoggedEntry> entries() {
        return world
                .chain
                .blocks(
                        world.origin,
                        0,
                        world.chain.head(world.origin).orElseThrow().n() + 1)
                .stream()
                .map(Block::entries)
                .flatMap(List::stream)
                .toList();
    }

    /** All that is sealed, as it is read. */
    List<LoggedEntry> sealed() {
        List<LoggedEntry> all = new ArrayList<>();
        for (Segment segment : segments.all(world.origin)) {
            segments.read(segments.manifest(segment), 0, (chunk, some) -> all.addAll(some));
        }
        return all;
    }

    /** The archive's objects, to be compared: the hash of each. */
    Map<String, Hash> objects() {
        Map<String, Hash> objects = new TreeMap<>();
        for (String path : archive.paths()) {
            objects.put(path, Hash.sha256(archive.read(path).orElseThrow().content()));
        }
        return objects;
    }
}
