package io.certtrail.domain.restore;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.contents.Contents;
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
    static Remains of(Contents contents, LogStore store, Origin origin, Optional<Checkpoint> signed) {
        Optional<Head> head = contents.chain().head(origin);
        long blocks = head.map(Head::n).orElse(-1L) + 1;
        if (signed.isEmpty() || head.isEmpty()) {
            return new Remains(blocks, 0, 0);
        }
        long sealed = contents.lastSealedBlock(origin);
        HashReader hashes = PublishedHashes.of(store, origin, signed.get().size());
        long agreeing = 0;
        for (long from = 0, to = blocks; from < to; ) {
            long n = (from + to) / 2;
            if (agrees(contents.chain(), origin, n, sealed, signed.get(), hashes)) {
                agreeing = n + 1;
                from = n + 1;
            } else {
                to = n;
            }
        }
        return new Remains(blocks, agreeing, entries(contents.chain(), head.get(), agreeing));
    }

    /**
     * A block that is gone because its time was up had been sealed, and so signed, long before: it is one of the old tree.
     * What can't be read does not agree.
     */
    private static boolean agrees(
            ChainReader chain, Origin origin, long n, long sealed, Checkpoint signed, HashReader hashes) {
        try {
            return chain.block(origin, n)
                    .map(block -> begins(block, signed, hashes))
                    .orElse(n <= sealed);
        } catch (ChainBroken e) {
            return false;
        }
    }

    private static long entries(ChainReader chain, Head head, long blocks) {
        if (blocks == 0) {
            return 0;
        }
        if (blocks > head.n()) {
            return head.size();
        }
        return chain.block(head.origin(), blocks - 1)
                .map(Block::endSeq)
                .or(() -> chain.block(head.origin(), blocks).map(Block::firstSeq))
                .orElseThrow(() ->
                        new ChainBroken(head.origin(), "blocks %d and %d are not there".formatted(blocks - 1, blocks)));
    }

    private static boolean begins(Block block, Checkpoint signed, HashReader hashes) {
        if (block.endSeq() > signed.size()) {
            return false;
        }
        List<Hash> proof = ConsistencyProof.make(block.endSeq(), signed.size(), hashes);
        return ConsistencyProof.verify(block.endSeq(), signed.size(), block.rootHash(), signed.root(), proof);
    }
}
