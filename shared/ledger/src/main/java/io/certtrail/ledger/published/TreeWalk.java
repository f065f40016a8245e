package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.FrontierBuilder;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.published.CheckedBundle.SavedCheckpoint;
import io.certtrail.ledger.published.Objects.Address;
import io.certtrail.ledger.published.Objects.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts checked bundles together in their order: the roots at which checkpoints were signed, and the tiles above level 0.
 * Holds up to 256 hashes a level. Not thread-safe.
 */
final class TreeWalk {
    private final Objects objects;
    private final Checkpoint newest;
    private final List<KeptCheckpoint> kept;
    /** The tree above the bundles: each full one is a leaf. */
    private final FrontierBuilder bundles = new FrontierBuilder(Frontier.EMPTY);

    private final List<List<Hash>> levels = new ArrayList<>();
    private OtherWidths wider = OtherWidths.NONE;
    private Optional<SignedState.Doubt> doubt = Optional.empty();
    private long tiles;

    TreeWalk(PublishedLog log, Checkpoint newest, List<KeptCheckpoint> kept) {
        this.objects = new Objects(log);
        this.newest = newest;
        this.kept = kept;
    }

    /** The tree without entries; a checkpoint may have been saved, or kept, of that too. */
    void requireEmptyStates(List<SavedCheckpoint> saved, Hash emptyRoot) {
        saved.forEach(one -> requireRoot(one, emptyRoot));
        kept.stream().filter(one -> one.checkpoint().size() == 0).forEach(one -> requireRoot(one, emptyRoot));
    }

    /** Takes the next bundle. */
    void add(CheckedBundle bundle) throws IOException {
        long firstSeq = bundle.index() * Objects.WIDTH;
        long end = firstSeq + bundle.leaves().size();
        Frontier before = bundles.build();
        for (SavedCheckpoint saved : bundle.saved()) {
            requireRoot(saved, rootAt(bundle, saved.state().checkpoint().size(), firstSeq, before));
        }
        for (KeptCheckpoint one : kept) {
            long size = one.checkpoint().size();
            if (size > firstSeq && size <= end) {
                requireRoot(one, rootAt(bundle, size, firstSeq, before));
            }
        }
        if (end == newest.size()) {
            requireNewest(rootAt(bundle, end, firstSeq, before));
        }
        bundle.wider().requireRight();
        wider = wider.and(bundle.wider());
        tiles++;
        if (bundle.isFull()) {
            Hash root = bundle.root();
            bundles.add(root);
            add(1, root);
        }
    }

    private static Hash rootAt(CheckedBundle bundle, long size, long firstSeq, Frontier before) {
        return bundle.rootAt(size, firstSeq, before);
    }

    private void requireRoot(SavedCheckpoint saved, Hash root) {
        requireRoot(saved.place(), saved.state().checkpoint(), root);
        doubt = doubt.or(saved.state()::doubt);
    }

    private void requireRoot(KeptCheckpoint one, Hash root) {
        one.contradiction(root, newest).ifPresent(finding -> {
            throw new LogFaultException(finding);
        });
    }

    void requireNewest(Hash root) {
        requireRoot(LogPlace.of("checkpoint"), newest, root);
    }

    private static void requireRoot(LogPlace place, Checkpoint signed, Hash root) {
        LogFaultException.require(
                signed.root().equals(root),
                LogFault.CHECKPOINT_ROOT,
                place,
                KeptCheckpoint.shown(signed),
                "the root " + root.base64() + " of the first " + signed.size() + " entries");
    }

    private void add(int level, Hash hash) throws IOException {
        if (levels.size() < level) {
            levels.add(new ArrayList<>(Objects.WIDTH));
        }
        List<Hash> hashes = levels.get(level - 1);
        hashes.add(hash);
        if (hashes.size() == Objects.WIDTH) {
            check(level, hashes);
            Hash root = Frontier.EMPTY.appendAll(hashes).root();
            hashes.clear();
            add(level + 1, root);
        }
    }

    /** Compares what is left: the last tile of each level. */
    void finish() throws IOException {
        for (int level = 1; level <= levels.size(); level++) {
            List<Hash> hashes = levels.get(level - 1);
            if (!hashes.isEmpty()) {
                check(level, hashes);
            }
        }
    }

    private void check(int level, List<Hash> hashes) throws IOException {
        long perTile = 1L << (8 * (level + 1));
        long index = (bundles.size() * Objects.WIDTH - 1) / perTile;
        Address address = Address.tile(level, index);
        Found tile = objects.read(address, hashes.size());
        int wrong = BundleCheck.firstDifference(tile.bytes(), hashes);
        if (wrong >= 0) {
            long perHash = perTile / Objects.WIDTH;
            long from = index * perTile + wrong * perHash;
            throw new LogFaultException(
                    LogFault.TILE_HASH,
                    LogPlace.of(tile.path()),
                    "as hash " + wrong + " that of the entries " + from + " to " + (from + perHash - 1) + ", "
                            + hashes.get(wrong).base64(),
                    BundleCheck.hashAt(tile.bytes(), wrong).base64());
        }
        tiles++;
        OtherWidths others = objects.others(address, hashes.size(), tile.bytes());
        others.requireRight();
        wider = wider.and(others);
    }

    /** Why it can't be told whether the first saved checkpoint of doubtful signature is genuine. */
    Optional<SignedState.Doubt> doubt() {
        return doubt;
    }

    long tiles() {
        return tiles;
    }

    OtherWidths wider() {
        return wider;
    }
}
