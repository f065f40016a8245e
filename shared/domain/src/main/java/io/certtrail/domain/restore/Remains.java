package io.certtrail.domain.restore;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.PublishedHashes;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.ConsistencyProof;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.HashReader;
import java.util.List;
import java.util.Optional;

/**
 * How much of a chain is what was published: its blocks up to some number are the beginning of the signed tree, and what
 * comes after them is not.
 *
 * @param blocks how many blocks there are by HEAD; 0 if there is no HEAD
 * @param agreeing how many of them, from block 0 on, are the beginning of the published tree
 * @param entries how many entries those hold
 */
record Remains(long blocks, long agreeing, long entries) {
    /** Looks for the place where they part, by bisection: a tree that begins as another does so at every size before. */
    static Remains of(ChainReader chain, LogStore store, Origin origin, Optional<Checkpoint> signed) {
        long blocks = chain.head(origin).map(Head::n).orElse(-1L) + 1;
        if (signed.isEmpty()) {
            return new Remains(blocks, 0, 0);
        }
        HashReader hashes = PublishedHashes.of(store, origin, signed.get().size());
        long agreeing = 0;
        long entries = 0;
        for (long from = 0, to = blocks; from < to; ) {
            long n = (from + to) / 2;
            Optional<Block> block = found(chain, origin, n).filter(one -> begins(one, signed.get(), hashes));
            if (block.isPresent()) {
                agreeing = n + 1;
                entries = block.get().endSeq();
                from = n + 1;
            } else {
                to = n;
            }
        }
        return new Remains(blocks, agreeing, entries);
    }

    private static Optional<Block> found(ChainReader chain, Origin origin, long n) {
        try {
            return chain.block(origin, n);
        } catch (ChainBroken e) {
            return Optional.empty(); // what can't be read does not agree
        }
    }

    private static boolean begins(Block block, Checkpoint signed, HashReader hashes) {
        if (block.endSeq() > signed.size()) {
            return false;
        }
        List<Hash> proof = ConsistencyProof.make(block.endSeq(), signed.size(), hashes);
        return ConsistencyProof.verify(block.endSeq(), signed.size(), block.rootHash(), signed.root(), proof);
    }
}
