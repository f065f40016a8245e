package io.certtrail.testkit.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.PublishedHashes;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.ConsistencyProof;
import io.certtrail.ledger.merkle.EntryBundle;
import io.certtrail.ledger.merkle.HashReader;
import io.certtrail.ledger.merkle.InclusionProof;
import io.certtrail.ledger.merkle.Tile;
import io.certtrail.ledger.merkle.Tiles;
import io.certtrail.ledger.published.KeptCheckpoints;
import io.certtrail.ledger.published.LogVerdict;
import io.certtrail.ledger.published.LogVerifier;
import io.certtrail.ledger.published.PublishedLog;
import io.certtrail.ledger.published.Scratch;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.testkit.chain.ChainAudit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Verifies a published log as whoever reads it would, and that it is the chain's. */
public final class LogAudit {
    private final LogStore store;
    private final ChainReader chain;
    private final Origin origin;
    private final VerifierKey key;

    public LogAudit(LogStore store, ChainReader chain, Origin origin, VerifierKey key) {
        this.store = store;
        this.chain = chain;
        this.origin = origin;
        this.key = key;
    }

    /** A published checkpoint, its signature verified. */
    public Checkpoint checkpoint(String path) {
        byte[] content = store.read(origin, path).map(StoredObject::content).orElseThrow();
        SignedNote note = SignedNote.parse(new String(content, StandardCharsets.UTF_8));
        assertThat(note.verify(List.of(key))).containsExactly(key);
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.origin()).isEqualTo(origin);
        return checkpoint;
    }

    /** The newest checkpoint covers everything that is in the chain, and so do tiles and bundles: each entry is proved. */
    public void verifyWhole() {
        Checkpoint newest = checkpoint(Tiles.CHECKPOINT_PATH);
        List<LoggedEntry> entries = ChainAudit.verify(chain, origin);
        assertThat(newest.size()).isEqualTo(entries.size());
        List<Leaf> leaves = entries.stream().map(LoggedEntry::leaf).toList();
        HashReader hashes = PublishedHashes.of(store, origin, newest.size());
        for (int seq = 0; seq < leaves.size(); seq++) {
            verifyInclusion(newest, seq, leaves.get(seq), hashes);
        }
        verifyBundles(leaves);
    }

    /** What a stranger finds who has the log and its key, and nothing of the chain. */
    public void verifyAsAnAuditor() {
        Scratch none = () -> {
            throw new IllegalStateException("so few ids fit into memory");
        };
        LogVerdict verdict = LogVerifier.trusting(
                        new TrustedKeys(List.of(key)), new LogVerifier.Settings(2, none, 0, (done, of) -> {}))
                .verify(new StoredLog(store, origin), KeptCheckpoints.NONE);
        assertThat(verdict).isInstanceOf(LogVerdict.Verified.class);
    }

    /** The log as its objects lie in a store; listed where the store can be. */
    private record StoredLog(LogStore store, Origin origin) implements PublishedLog {
        @Override
        public byte @Nullable [] read(String path, int most) {
            return store.read(origin, path)
                    .map(object -> Arrays.copyOf(object.content(), Math.min(object.content().length, most + 1)))
                    .orElse(null);
        }

        @Override
        public boolean list(String folder, Consumer<String> names) {
            if (!(store instanceof MemoryLogStore memory)) {
                return false;
            }
            memory.paths(origin).stream()
                    .filter(path -> path.startsWith(folder + '/'))
                    .map(path -> path.substring(folder.length() + 1))
                    .filter(name -> name.indexOf('/') < 0)
                    .forEach(names);
            return true;
        }
    }

    /** Some entries are proved, and that each of the older checkpoints is a beginning of the newest. */
    public void verifySome(int count, List<Checkpoint> older, RandomGenerator random) {
        Checkpoint newest = checkpoint(Tiles.CHECKPOINT_PATH);
        List<LoggedEntry> entries = ChainAudit.verify(chain, origin);
        HashReader hashes = PublishedHashes.of(store, origin, newest.size());
        for (int i = 0; i < count; i++) {
            int seq = random.nextInt(Math.toIntExact(newest.size()));
            verifyInclusion(newest, seq, entries.get(seq).leaf(), hashes);
        }
        older.forEach(old -> verifyConsistency(old, newest));
    }

    private static void verifyInclusion(Checkpoint checkpoint, long seq, Leaf leaf, HashReader hashes) {
        assertThat(InclusionProof.verify(
                        seq,
                        checkpoint.size(),
                        leaf.hash(),
                        InclusionProof.make(seq, checkpoint.size(), hashes),
                        checkpoint.root()))
                .as("entry %d is in the tree of %d", seq, checkpoint.size())
                .isTrue();
    }

    /** The tree of one checkpoint is a beginning of the other's. */
    public void verifyConsistency(Checkpoint older, Checkpoint newer) {
        HashReader hashes = PublishedHashes.of(store, origin, newer.size());
        assertThat(ConsistencyProof.verify(
                        older.size(),
                        newer.size(),
                        older.root(),
                        newer.root(),
                        ConsistencyProof.make(older.size(), newer.size(), hashes)))
                .as("the tree of %d begins with that of %d", newer.size(), older.size())
                .isTrue();
    }

    private void verifyBundles(List<Leaf> leaves) {
        for (int from = 0; from < leaves.size(); from += Tile.WIDTH) {
            List<Leaf> some = leaves.subList(from, Math.min(leaves.size(), from + Tile.WIDTH));
            String path = Tiles.entriesPath(from / Tile.WIDTH, some.size());
            byte[] bundle = store.read(origin, path).map(StoredObject::content).orElseThrow();
            assertThat(EntryBundle.parse(bundle))
                    .as(path)
                    .containsExactlyElementsOf(some.stream().map(Leaf::data).toList());
        }
    }
}
