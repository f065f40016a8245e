package io.certtrail.domain.chain;

import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finishes a block (ledger.md §3, clause 1): first its id items, then the outbox items that it names are deleted, each
 * acknowledged before the next. Remembers the last block of each chain that this process has finished, by its hash, so
 * that it is not done twice; another process may always do it again.
 */
final class Settler {
    private final ChainWriter chain;
    private final OutboxDrain outbox;
    private final Map<Origin, Hash> settled = new ConcurrentHashMap<>();

    Settler(ChainWriter chain, OutboxDrain outbox) {
        this.chain = chain;
        this.outbox = outbox;
    }

    /** Finishes the last block, whoever wrote it, unless this process has done so. */
    void settle(Head head) {
        Hash last = settled.get(head.origin());
        if (last != null && last.equals(head.blockHash())) {
            return;
        }
        Block block = chain.block(head.origin(), head.n())
                .orElseThrow(() ->
                        new ChainBroken(head.origin(), "HEAD says block %d, which is not there".formatted(head.n())));
        if (!block.blockHash().equals(head.blockHash())) {
            throw new ChainBroken(
                    head.origin(),
                    "HEAD says that block %d has the hash %s, and it has %s"
                            .formatted(
                                    head.n(),
                                    head.blockHash().base64(),
                                    block.blockHash().base64()));
        }
        settle(block, true);
    }

    /** Finishes a block that this process has just written. */
    void settleOwn(Block block) {
        settle(block, false);
    }

    private void settle(Block block, boolean known) {
        chain.writePositions(block.origin(), Stretch.all(block), known);
        outbox.delete(block.origin().tenant(), block.outboxKeys());
        settled.put(block.origin(), block.blockHash());
    }
}
