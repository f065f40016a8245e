package io.certtrail.domain.retention;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A chain as it may be shown: blocks of which an entry has expired read as gone, however late they are dropped. A block's
 * entries have one time, that of its commit, so none is shown that has expired.
 *
 * @param keptFrom what was recorded before this has expired
 */
public record KeptChain(ChainReader chain, Function<Origin, Instant> keptFrom) implements ChainReader {
    @Override
    public Optional<Head> head(Origin origin) {
        return chain.head(origin);
    }

    @Override
    public Optional<Block> block(Origin origin, long n) {
        Instant from = keptFrom.apply(origin);
        return chain.block(origin, n).filter(block -> isKept(block, from));
    }

    @Override
    public List<Block> blocks(Origin origin, long fromN, long toN) {
        Instant from = keptFrom.apply(origin);
        return chain.blocks(origin, fromN, toN).stream()
                .filter(block -> isKept(block, from))
                .toList();
    }

    @Override
    public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
        return chain.positions(origin, ids);
    }

    private static boolean isKept(Block block, Instant from) {
        return !block.firstTime().isBefore(from);
    }
}
