package io.certtrail.domain.audit;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.PublishedHashes;
import io.certtrail.domain.publish.SignedCheckpoint;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.InclusionProof;
import java.time.Duration;
import java.util.List;

/** Proves that entries are in the signed tree. Safe for use by several threads. */
public final class ProofDesk {
    /** How long a head that covers the entry is waited for: signing one on demand takes about a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CheckpointDesk checkpoints;
    private final LogStore log;

    public ProofDesk(CheckpointDesk checkpoints, LogStore log) {
        this.checkpoints = checkpoints;
        this.log = log;
    }

    /**
     * The proof, by the newest signed head that covers the entry; one is asked for if there is none.
     *
     * @throws Refusal if no head covers the entry in time
     */
    public EntryProof prove(Origin origin, LoggedEntry entry) {
        SignedCheckpoint signed = checkpoints
                .covering(origin, entry.seq() + 1, PATIENCE)
                .orElseThrow(() -> Refusal.forNow(
                        Code.UNAVAILABLE, "no signed checkpoint covers this entry yet; try again", RETRY_AFTER));
        Checkpoint head = signed.checkpoint();
        List<Hash> hashes = InclusionProof.make(entry.seq(), head.size(), PublishedHashes.of(log, origin, head.size()));
        if (!InclusionProof.verify(entry.seq(), head.size(), entry.leaf().hash(), hashes, head.root())) {
            throw new IllegalStateException("entry %d of %s is not what checkpoint %d signs"
                    .formatted(entry.seq(), origin.text(), head.size()));
        }
        return new EntryProof(entry, signed, hashes);
    }

    /**
     * The last signed head.
     *
     * @throws Refusal if none is signed yet
     */
    public SignedCheckpoint latest(Origin origin) {
        return checkpoints
                .covering(origin, 1, PATIENCE)
                .orElseThrow(() -> Refusal.forNow(Code.UNAVAILABLE, "no checkpoint is signed yet", RETRY_AFTER));
    }
}
