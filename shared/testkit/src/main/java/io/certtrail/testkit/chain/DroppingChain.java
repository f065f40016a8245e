package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A chain of which blocks are dropped as by their time to live: any of them, in any order. */
public final class DroppingChain implements ChainReader {
    private final ChainReader chain;
    private final Set<Long> dropped = ConcurrentHashMap.newKeySet();

    public DroppingChain(ChainReader chain) {
        this.chain = chain;
    }

    public void drop(long n) {
        dropped.add(n);
    }

    public boolean isDropped(long n) {
        return dropped.contains(n);
    }

    @Override
    public Optional<Head> head(Origin origin) {
        return chain.head(origin);
    }

    @Override
    public Optional<Block> block(Origin origin, long n) {
        return dropped.contains(n) ? Optional.empty() : chain.block(origin, n);
    }

    @Override
    public List<Block> blocks(Origin origin, long fromN, long toN) {
        return chain.blocks(origin, fromN, toN).stream()
                .filter(block -> !dropped.contains(block.n()))
                .toList();
    }

    @Override
    public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
        return chain.positions(origin, ids);
    }
}
