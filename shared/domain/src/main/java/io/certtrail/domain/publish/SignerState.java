package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;

/**
 * The last head that the signer has signed, as it keeps it itself: what every later one must extend (ledger.md §4).
 *
 * @param n the last block in it
 * @param frontier the tree that was signed
 * @param blockHash the hash of block {@code n}
 * @param note the signed checkpoint
 * @param previousSize the size of the head that was signed before it, 0 if there was none
 * @param spent what is left of the budget
 */
public record SignerState(
        Origin origin,
        long n,
        Frontier frontier,
        Hash blockHash,
        String note,
        long previousSize,
        SigningBudget.Spent spent) {
    public long size() {
        return frontier.size();
    }

    public SignedCheckpoint checkpoint() {
        return new SignedCheckpoint(new Checkpoint(origin, size(), frontier.root()), note);
    }
}
