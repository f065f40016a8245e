package io.certtrail.testkit.bench;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.publish.Checkpoints;
import io.certtrail.domain.publish.SignedCheckpoint;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.Manifest;
import io.certtrail.domain.segments.SegmentDraft;
import io.certtrail.domain.segments.SegmentWriter;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.BlockHash;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.FrontierBuilder;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.NodeIndex;
import io.certtrail.ledger.verify.TrustedKeys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A ledger that keeps nothing of its entries but their hashes: each is made anew, and always the same, when it is read. */
final class EndlessLedger implements ChainReader, Checkpoints {
    static final Origin ORIGIN = new Origin("certtrail.bench", "acme", 1);

    private static final Instant START = Instant.parse("2026-11-22T10:00:00.000Z");
    private static final Hash NO_HASH = BlockHash.genesis(ORIGIN);

    private final long size;

    /** Beside the heap, so that a heap's limit is the export's alone. */
    private final MemorySegment leaves;

    private final Frontier frontier;
    private boolean isWithoutBlocks;
    private final Ed25519Signer checkpointKey = Ed25519Signer.of(ORIGIN.text(), new byte[Ed25519Signer.SEED_SIZE]);
    private final Ed25519Signer exportKey =
            Ed25519Signer.of(ORIGIN.exportsKeyName(), new byte[Ed25519Signer.SEED_SIZE]);

    EndlessLedger(long size) {
        this.size = size;
        leaves = Arena.ofAuto().allocate(size * Hash.SIZE);
        FrontierBuilder builder = new FrontierBuilder(Frontier.EMPTY);
        for (long seq = 0; seq < size; seq++) {
            Hash hash = entry(seq).leaf().hash();
            MemorySegment.copy(hash.bytes(), 0, leaves, ValueLayout.JAVA_BYTE, seq * Hash.SIZE, Hash.SIZE);
            builder.add(hash);
        }
        frontier = builder.build();
    }

    long size() {
        return size;
    }

    /** Seals all of it, and forgets its blocks. */
    void moveTo(ArchiveStore archive) {
        SegmentDraft draft = new SegmentDraft(ORIGIN, entry(0), 0);
        for (long seq = 1; seq < size; seq++) {
            LoggedEntry entry = entry(seq);
            if (!draft.takes(entry)) {
                write(archive, draft);
                draft = new SegmentDraft(ORIGIN, entry, seq / Block.MAX_ENTRIES);
            } else {
                draft.add(entry, seq / Block.MAX_ENTRIES);
            }
        }
        write(archive, draft);
        isWithoutBlocks = true;
    }

    private static void write(ArchiveStore archive, SegmentDraft draft) {
        Manifest _ = new SegmentWriter(archive).write(draft, (fromSeq, leaves) -> {});
    }

    private static LoggedEntry entry(long seq) {
        Random random = new Random(seq);
        int number = random.nextInt(1_000);
        Entry entry = new Entry(
                new UUID((random.nextLong() & ~0xf000L) | 0x7000L, (random.nextLong() >>> 2) | (1L << 63)),
                START.plusMillis(seq),
                START.plusMillis(seq).minusMillis(number),
                action(number),
                number % 3 == 0 ? Severity.WARNING : Severity.INFO,
                new Actor(Actor.Type.USER, "u-" + number, "user number " + number),
                new Client("192.0.2." + number % 256, "Mozilla/5.0 (X11; Linux x86_64)"),
                new Resource("secret", "s-" + number, null),
                "User number " + number + " did something to secret s-" + number,
                Json.obj()
                        .put("newExpiry", START.plusSeconds(number).toString())
                        .put("updatedVaults", number)
                        .put("note", "some words that go with it, " + Long.toHexString(random.nextLong()))
                        .build(),
                "job-" + number);
        return new LoggedEntry(seq, entry, Seed.fresh(random));
    }

    /** One in a hundred is a revocation: what a filter takes that asks for little. */
    private static String action(int number) {
        if (number % 100 == 50) {
            return "revocation.completed";
        }
        return number % 3 == 0 ? "auth.login.failed" : "rotation.completed";
    }

    private Hash hash(long seq) {
        return Hash.of(leaves.asSlice(seq * Hash.SIZE, Hash.SIZE).toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public Optional<Head> head(Origin origin) {
        return Optional.of(new Head(ORIGIN, (size - 1) / Block.MAX_ENTRIES, frontier, NO_HASH, START.plusMillis(size)));
    }

    @Override
    public Optional<Block> block(Origin origin, long n) {
        long first = n * Block.MAX_ENTRIES;
        if (first >= size || isWithoutBlocks) {
            return Optional.empty();
        }
        List<LoggedEntry> entries = new ArrayList<>();
        for (long seq = first; seq < Math.min(size, first + Block.MAX_ENTRIES); seq++) {
            entries.add(entry(seq));
        }
        return Optional.of(new Block(ORIGIN, n, first, entries, NO_HASH, NO_HASH, NO_HASH, List.of(), new UUID(0, n)));
    }

    @Override
    public List<Block> blocks(Origin origin, long fromN, long toN) {
        List<Block> blocks = new ArrayList<>();
        for (long n = fromN; n < toN; n++) {
            block(origin, n).ifPresent(blocks::add);
        }
        return blocks;
    }

    @Override
    public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
        throw new UnsupportedOperationException("an export asks for no positions");
    }

    @Override
    public Optional<SignedCheckpoint> latest(Origin origin) {
        Checkpoint checkpoint = new Checkpoint(ORIGIN, size, frontier.root());
        return Optional.of(
                new SignedCheckpoint(checkpoint, checkpoint.sign(checkpointKey).format()));
    }

    @Override
    public void request(Origin origin, long wanted) {}

    HashReader tree(Origin origin, long treeSize) {
        return nodes -> nodes.stream().map(this::node).toList();
    }

    private Hash node(NodeIndex node) {
        FrontierBuilder builder = new FrontierBuilder(Frontier.EMPTY);
        for (long seq = node.firstLeaf(); seq < node.endLeaf(); seq++) {
            builder.add(hash(seq));
        }
        return builder.root();
    }

    Ed25519Signer exportKey() {
        return exportKey;
    }

    TrustedKeys keys() {
        return new TrustedKeys(List.of(checkpointKey.verifierKey(), exportKey.verifierKey()));
    }
}
