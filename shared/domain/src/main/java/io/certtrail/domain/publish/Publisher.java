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
 * tree that it signs extends the one that it signed, whatever the chain's HEAD says. Tiles first, then the signature,
 * then the checkpoint.
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
    private final Function<Origin, NoteSigner> keys;
    private final SigningBudget budget;
    private final Wakes wakes;
    private final Clock clock;
    private final PublishedCheckpoint published;
    private final Map<Origin, Long> finished = new ConcurrentHashMap<>();

    /**
     * A publisher.
     *
     * @param keys gives the signer of an origin's checkpoints
     */
    public Publisher(
            ChainReader chain,
            LogStore store,
            SignerStore signers,
            Function<Origin, NoteSigner> keys,
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
        this.published = new PublishedCheckpoint(store, signers);
    }

    /**
     * Signs and publishes, if the budget allows it or a head of {@code wanted} entries is asked for and not there.
     *
     * @throws HeadMissing if the chain has no HEAD
     * @throws ChainBroken if the chain does not extend what was signed, or contradicts itself: then nothing is signed
     */
    public Published publish(Origin origin, OptionalLong wanted, Deadline deadline) {
        Optional<SignerState> state = signers.find(origin);
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
        boolean all = growth.read(deadline);
        SignerState signed = growth.sign(budget.spend(spent, clock.instant()));
        if (signers.advance(growth.signedSize(), signed)) {
            finish(signed);
        } else {
            signers.find(origin).ifPresent(other -> sweep(growth.signedSize(), other));
        }
        if (!all) {
            wakes.publisherToCover(origin.tenant(), head.size());
        }
        return all ? Published.ALL : Published.PART;
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

    /** What came after the last signed head. */
    private final class Growth {
        private final Origin origin;
        private final Frontier signed;
        private final Head head;
        private Frontier frontier;
        private Hash blockHash;
        private long n;

        Growth(Origin origin, Optional<SignerState> state, Head head) {
            this.origin = origin;
            this.head = head;
            this.signed = state.map(SignerState::frontier).orElse(Frontier.EMPTY);
            this.frontier = signed;
            this.blockHash = state.map(SignerState::blockHash).orElseGet(() -> BlockHash.genesis(origin));
            this.n = state.map(SignerState::n).orElse(-1L);
        }

        long signedSize() {
            return signed.size();
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
        boolean read(Deadline deadline) {
            TreeEdge edge = TreeEdge.read(store, origin, signed);
            do {
                List<Block> blocks = chain.blocks(origin, n + 1, Math.min(head.n() + 1, n + 1 + BLOCKS_AT_ONCE));
                if (blocks.isEmpty()) {
                    throw new ChainBroken(
                            origin, "HEAD says block %d, and block %d is not there".formatted(head.n(), n + 1));
                }
                blocks.forEach(block -> append(block, edge));
            } while (n < head.n() && deadline.allows(FINISH));
            if (n == head.n()) {
                requireHead();
            }
            edge.publish();
            return n == head.n();
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
                    .sign(keys.apply(origin))
                    .format();
            return new SignerState(origin, n, frontier, blockHash, note, signed.size(), spent);
        }
    }
}
