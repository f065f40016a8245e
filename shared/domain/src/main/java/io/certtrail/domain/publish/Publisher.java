package io.certtrail.domain.publish;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.BlockException;
import io.certtrail.ledger.block.BlockHash;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.ConsistencyProof;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Signs and publishes what the chain has committed (ledger.md §4 and §5). It starts from the head that it signed last,
 * which it keeps itself, appends the entries of the blocks since then, each block checked against its hashes: so the
 * tree that it signs extends the one that it signed, whatever the chain's HEAD says. What it kept lies in a table that
 * others might write: so it is believed for its signature alone, and the tree must also extend the checkpoint that is
 * published ({@link PublishedCheckpoint}). Tiles first, then the signature, then the checkpoint.
 *
 * <p>Several at once do no harm: they publish the same objects, and one of them moves the signed head on. Safe for use
 * by many threads.
 */
public final class Publisher {
    /** Blocks in memory at a time; each may take some megabytes. */
    private static final int BLOCKS_AT_ONCE = 16;

    /** What is left for the last tiles, the signature and the checkpoint. */
    private static final Duration FINISH = Duration.ofSeconds(15);

    private final ChainReader chain;
    private final LogStore store;
    private final SignerStore signers;
    private final Function<Origin, List<NoteSigner>> keys;
    private final SigningBudget budget;
    private final Wakes wakes;
    private final Clock clock;
    private final PublishedCheckpoint published;
    private final Map<Origin, Long> finished = new ConcurrentHashMap<>();

    /**
     * A publisher.
     *
     * @param keys gives the signers of an origin's checkpoints: one, or two while a key is rotated
     */
    public Publisher(
            ChainReader chain,
            LogStore store,
            SignerStore signers,
            Function<Origin, List<NoteSigner>> keys,
            SigningBudget budget,
            Wakes wakes,
            Clock clock) {
        this.chain = chain;
        this.store = store;
        this.signers = signers;
        this.keys = keys;
        this.budget = budget;
        this.wakes = wakes;
        this.clock = clock;
        this.published = new PublishedCheckpoint(
                store,
                signers,
                origin ->
                        keys.apply(origin).stream().map(NoteSigner::verifierKey).toList());
    }

    /**
     * Signs and publishes, if the budget allows it or a head of {@code wanted} entries is asked for and not there.
     *
     * @throws HeadMissing if the chain has no HEAD
     * @throws ChainBroken if the chain does not extend what was signed or what is published, or contradicts itself: then
     *     nothing is signed
     */
    public Published publish(Origin origin, OptionalLong wanted, Deadline deadline) {
        Optional<SignerState> state = signers.find(origin);
        requireNotOlder(origin, state);
        state.ifPresent(this::finish);
        Head head = chain.head(origin).orElseThrow(() -> new HeadMissing(origin));
        SigningBudget.Spent spent = state.map(SignerState::spent).orElse(SigningBudget.Spent.NOTHING);
        Growth growth = new Growth(origin, state, head);
        if (growth.isNone()) {
            return Published.ALL;
        }
        if (wanted.orElse(0) <= growth.signedSize() && isPutOff(origin, spent)) {
            return Published.LATER;
        }
        Optional<Checkpoint> shown = published.find(origin);
        if (shown.isPresent() && shown.get().size() > head.size()) {
            published.requireSignedMeanwhile(shown.get());
            return Published.ALL;
        }
        boolean all = growth.read(shown, deadline);
        if (shown.isPresent() && shown.get().size() > growth.size()) {
            published.requireSignedMeanwhile(shown.get());
            wakes.publisherToCover(origin.tenant(), head.size());
            return Published.PART;
        }
        SignerState signed = growth.sign(budget.spend(spent, clock.instant()));
        if (signers.advance(growth.signedSize(), signed)) {
            finish(signed);
        } else if (finishOther(origin, growth.signedSize()) < signed.size()) {
            askAgain(origin, wanted, growth.signedSize());
            return Published.PART;
        }
        if (!all) {
            wakes.publisherToCover(origin.tenant(), head.size());
        }
        return all ? Published.ALL : Published.PART;
    }

    /**
     * The checkpoint that is published now.
     *
     * @throws ChainBroken if the log's keys have not signed it
     */
    public Optional<Checkpoint> shown(Origin origin) {
        return published.find(origin);
    }

    /** Signed heads only grow, so one that this process has seen signed is a memory that no table's writer can change. */
    private void requireNotOlder(Origin origin, Optional<SignerState> state) {
        long seen = finished.getOrDefault(origin, 0L);
        long kept = state.map(SignerState::size).orElse(0L);
        if (kept < seen) {
            throw new ChainBroken(
                    origin, "a head of %d entries was signed, and the signer's item says %d".formatted(seen, kept));
        }
    }

    private boolean isPutOff(Origin origin, SigningBudget.Spent spent) {
        Instant now = clock.instant();
        Duration wait = budget.wait(spent, now);
        if (wait.isZero()) {
            return false;
        }
        if (signers.claimWake(origin, now, now.plus(wait))) {
            wakes.publisher(origin.tenant(), wait);
        }
        return true;
    }

    /**
     * Another has signed, or this one has and its client was told otherwise; whoever signed may be dead by now.
     *
     * @return how much that signature covers
     */
    private long finishOther(Origin origin, long from) {
        Optional<SignerState> other = signers.find(origin);
        other.ifPresent(state -> {
            finish(state);
            sweep(from, state);
        });
        return other.map(SignerState::size).orElse(0L);
    }

    /** Another has signed less than this one wanted to: that is left to a wake-up, with the hurry of this one. */
    private void askAgain(Origin origin, OptionalLong wanted, long signedBefore) {
        if (wanted.orElse(0) > signedBefore) {
            wakes.publisherToCover(origin.tenant(), wanted.getAsLong());
        } else {
            wakes.publisher(origin.tenant(), Duration.ZERO);
        }
    }

    /** What comes after a signature; done before the next one too, in case a signer died in between. */
    private void finish(SignerState state) {
        if (finished.getOrDefault(state.origin(), 0L) < state.size()) {
            published.show(state);
            sweep(state.previousSize(), state);
            finished.put(state.origin(), state.size());
        }
    }

    private void sweep(long from, SignerState to) {
        TreeEdge.sweep(store, to.origin(), from, to.size());
    }

    /** What came after the last signed head, {@code state}. */
    private final class Growth {
        private final Origin origin;
        private final Optional<SignerState> state;
        private final Frontier signed;
        private final Head head;
        private Frontier frontier;
        private Hash blockHash;
        private long n;

        Growth(Origin origin, Optional<SignerState> state, Head head) {
            this.origin = origin;
            this.state = state;
            this.head = head;
            this.signed = state.map(SignerState::frontier).orElse(Frontier.EMPTY);
            this.frontier = signed;
            this.blockHash = state.map(SignerState::blockHash).orElseGet(() -> BlockHash.genesis(origin));
            this.n = state.map(SignerState::n).orElse(-1L);
        }

        long signedSize() {
            return signed.size();
        }

        long size() {
            return frontier.size();
        }

        boolean isNone() {
            if (head.n() < n) {
                throw new ChainBroken(origin, "block %d is signed, and HEAD says %d".formatted(n, head.n()));
            }
            if (head.n() == n) {
                requireHead();
            }
            return head.n() == n;
        }

        /** Appends block after block, and publishes the tiles; false if the time did not suffice for all of them. */
        boolean read(Optional<Checkpoint> shown, Deadline deadline) {
            shown.ifPresent(this::requireBegins);
            TreeEdge edge = TreeEdge.read(store, origin, signed);
            do {
                List<Block> blocks = chain.blocks(origin, n + 1, Math.min(head.n() + 1, n + 1 + BLOCKS_AT_ONCE));
                if (blocks.isEmpty()) {
                    throw new ChainBroken(
                            origin, "HEAD says block %d, and block %d is not there".formatted(head.n(), n + 1));
                }
                for (Block block : blocks) {
                    append(block, edge);
                    shown.ifPresent(checkpoint -> requirePasses(checkpoint, block));
                }
            } while (n < head.n() && deadline.allows(FINISH));
            if (n == head.n()) {
                requireHead();
            }
            edge.publish();
            return n == head.n();
        }

        /**
         * The signed tree is that of the published checkpoint, or a later state of it. Usually they are the same; where
         * they are not, since somebody put an older one back, a consistency proof is read from the published tiles.
         */
        private void requireBegins(Checkpoint shown) {
            if (shown.size() == signed.size()) {
                state.ifPresent(kept -> PublishedCheckpoint.requireSame(shown, kept));
            } else if (shown.size() < signed.size() && !isBeginning(shown)) {
                throw new ChainBroken(
                        origin,
                        "the tree of %d entries that was signed does not begin with the published one of %d, root %s"
                                .formatted(
                                        signed.size(),
                                        shown.size(),
                                        shown.root().base64()));
            }
        }

        private boolean isBeginning(Checkpoint shown) {
            List<Hash> proof = ConsistencyProof.make(
                    shown.size(), signed.size(), PublishedHashes.of(store, origin, signed.size()));
            return ConsistencyProof.verify(shown.size(), signed.size(), shown.root(), signed.root(), proof);
        }

        /**
         * A published checkpoint that is ahead of the signed head, since the signer's item is older than it was or
         * another signer was faster, must lie on the way: heads are signed where blocks end.
         */
        private void requirePasses(Checkpoint shown, Block block) {
            boolean isInBlock = block.firstSeq() < shown.size() && shown.size() <= block.endSeq();
            if (isInBlock && !(shown.size() == frontier.size() && shown.root().equals(frontier.root()))) {
                throw new ChainBroken(
                        origin,
                        "a signed checkpoint of %d entries with the root %s is published, and the chain has %d with %s after block %d"
                                .formatted(
                                        shown.size(),
                                        shown.root().base64(),
                                        frontier.size(),
                                        frontier.root().base64(),
                                        n));
            }
        }

        private void append(Block block, TreeEdge edge) {
            if (block.n() != n + 1) {
                throw new ChainBroken(origin, "after block %d comes %d".formatted(n, block.n()));
            }
            try {
                frontier = block.append(frontier, blockHash);
            } catch (BlockException e) {
                throw new ChainBroken(origin, "it does not extend what was signed: " + e.getMessage(), e);
            }
            for (LoggedEntry entry : block.entries()) {
                edge.append(entry.leaf());
            }
            blockHash = block.blockHash();
            n = block.n();
        }

        private void requireHead() {
            if (!head.frontier().equals(frontier) || !head.blockHash().equals(blockHash)) {
                throw new ChainBroken(
                        origin,
                        "HEAD says that block %d has the hash %s and the tree %d entries with the root %s; found %s, %d and %s"
                                .formatted(
                                        n,
                                        head.blockHash().base64(),
                                        head.size(),
                                        head.rootHash().base64(),
                                        blockHash.base64(),
                                        frontier.size(),
                                        frontier.root().base64()));
            }
        }

        SignerState sign(SigningBudget.Spent spent) {
            String note = new Checkpoint(origin, frontier.size(), frontier.root())
                    .sign(keys.apply(origin).toArray(NoteSigner[]::new))
                    .format();
            return new SignerState(origin, n, frontier, blockHash, note, signed.size(), spent);
        }
    }
}
