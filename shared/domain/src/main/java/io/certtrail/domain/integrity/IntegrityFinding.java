package io.certtrail.domain.integrity;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.ledger.checkpoint.Origin;

/**
 * Something in a ledger that is not as it was written.
 *
 * @param place where: a block, an object, an item; the same for the same finding
 * @param expected what should stand there
 * @param found what does
 */
public record IntegrityFinding(Origin origin, String place, String expected, String found) {
    /** A worker that found the chain broken did nothing more. */
    public static IntegrityFinding of(ChainBroken broken) {
        return new IntegrityFinding(
                broken.origin(), "chain", "a chain that extends what was signed and published", broken.finding());
    }

    public static IntegrityFinding of(Origin origin, HeadMissing missing) {
        return new IntegrityFinding(origin, "HEAD", "the HEAD of an open chain", String.valueOf(missing.getMessage()));
    }
}
