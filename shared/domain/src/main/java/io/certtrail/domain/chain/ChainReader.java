package io.certtrail.domain.chain;

import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a chain. Every read is consistent: it sees all writes acknowledged before it began. Two reads are not one
 * snapshot, but a chain only grows: what was read stays true. Safe for use by many threads.
 */
public interface ChainReader {
    /** The chain's end; empty if the chain was never opened, or its HEAD was lost: a reader can't tell which. */
    Optional<Head> head(Origin origin);

    /** One block with its entries; empty if it isn't there, or no longer. */
    Optional<Block> block(Origin origin, long n);

    /**
     * The blocks {@code fromN} to {@code toN - 1} that are there, in order. Each may take some megabytes of memory:
     * ask for some dozen at a time.
     */
    List<Block> blocks(Origin origin, long fromN, long toN);

    /** Where those of the entries stand that are in the chain and settled; the others are left out. */
    Map<UUID, Position> positions(Origin origin, Collection<UUID> ids);
}
