package io.certtrail.ledger.published;

import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.FrontierBuilder;
import io.certtrail.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A bundle whose entries are in order and agree with the tile of level 0 above them; whether that tile is the log's own is
 * not known yet.
 *
 * @param index of the bundle
 * @param leaves its leaf hashes
 * @param ids of its entries
 * @param saved the checkpoints that were saved at a size that ends in this bundle, by size
 * @param wider what else was found of these entries
 */
record CheckedBundle(long index, List<Hash> leaves, List<UUID> ids, List<SavedCheckpoint> saved, OtherWidths wider) {

    /** A saved checkpoint and where it is. */
    record SavedCheckpoint(LogPlace place, SignedState state) {}

    /** The tree's root at {@code size} entries, which is within this bundle; {@code before} has a leaf a bundle before it. */
    Hash rootAt(long size, long firstSeq, Frontier before) {
        Frontier inside = Frontier.EMPTY.appendAll(leaves.subList(0, Math.toIntExact(size - firstSeq)));
        if (inside.roots().size() == 1 && inside.size() == Objects.WIDTH) {
            FrontierBuilder all = new FrontierBuilder(before);
            all.add(inside.root());
            return all.root();
        }
        List<Hash> roots = new ArrayList<>(before.roots());
        roots.addAll(inside.roots());
        return new Frontier(size, roots).root();
    }

    boolean isFull() {
        return leaves.size() == Objects.WIDTH;
    }

    Hash root() {
        return Frontier.EMPTY.appendAll(leaves).root();
    }
}
