package io.certtrail.domain.audit;

import io.certtrail.domain.publish.SignedCheckpoint;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Hash;
import java.util.List;

/**
 * Shows that an entry is in a signed tree.
 *
 * @param checkpoint the signed head
 * @param hashes the inclusion proof (RFC 6962 §2.1.1) of the entry's leaf in its tree
 */
public record EntryProof(LoggedEntry entry, SignedCheckpoint checkpoint, List<Hash> hashes) {
    public EntryProof {
        hashes = List.copyOf(hashes);
    }
}
