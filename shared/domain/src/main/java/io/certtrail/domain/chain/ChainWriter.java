package io.certtrail.domain.chain;

import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Collection;

/**
 * Writes a chain: inserts, and moves its HEAD; nothing here can change what is written. Every call may fail before or
 * after it took effect; all are repeatable.
 */
public interface ChainWriter extends ChainReader {
    /**
     * Puts block 0 and the HEAD after it, in one transaction, if neither exists.
     *
     * @return whether this call did it
     * @throws OutcomeUnknown if there was no answer
     */
    boolean open(Block first, Head head);

    /**
     * Puts the block if no block of that number exists, and moves HEAD to it if HEAD still says the number before, in
     * one transaction: the order of the chain.
     *
     * @param head HEAD after the block
     * @return whether it won; if not, the chain has moved, or is being moved, by another writer
     * @throws OutcomeUnknown if there was no answer: it may have won, or may yet win
     */
    boolean commit(Block block, Head head);

    /**
     * Writes the id items that are missing.
     *
     * @param stretches of one block or several, no two with one first id
     * @param known whether some may be there already: then they are read first, and must say the same. False from who
     *     saw, before it committed their block, that none was there
     * @throws ChainBroken if {@code known} and an id item says something else
     */
    void writePositions(Origin origin, Collection<Stretch> stretches, boolean known);
}
