package io.certtrail.ledger.merkle;

import java.util.List;

/**
 * Gives the hashes of complete subtrees. Whoever implements it need not prove them: each proof made from wrong ones
 * fails when it is verified.
 */
@FunctionalInterface
public interface HashReader {
    /**
     * The hashes of these nodes, in the same order; asked for at once so that they can be fetched together.
     *
     * @throws IllegalArgumentException if the tree read from does not have one of them
     */
    List<Hash> read(List<NodeIndex> nodes);
}
