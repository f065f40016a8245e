package io.certtrail.bench.contenders;

import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A chain whose id items are kept in memory instead of the store. */
final class BlocksAlone implements ChainWriter {
    private final ChainWriter chain;
    private final Map<UUID, Stretch> known = new ConcurrentHashMap<>();

    BlocksAlone(ChainWriter chain) {
        this.chain = chain;
    }

    @Override
    public Optional<Head> head(Origin origin) {
        return chain.head(origin);
    }

    @Override
    public Optional<Block> block(Origin origin, long n) {
        return chain.block(origin, n);
    }

    @Override
    public List<Block> blocks(Origin origin, long fromN, long toN) {
        return chain.blocks(origin, fromN, toN);
    }

    @Override
    public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
        Map<UUID, Position> found = new HashMap<>();
        for (UUID id : ids) {
            Optional.ofNullable(known.get(RunIds.first(id)))
                    .flatMap(stretch -> stretch.of(id))
                    .ifPresent(position -> found.put(id, position));
        }
        return found;
    }

    @Override
    public boolean open(Block first, Head head) {
        return chain.open(first, head);
    }

    @Override
    public boolean commit(Block block, Head head) {
        return chain.commit(block, head);
    }

    @Override
    public void writePositions(Origin origin, Collection<Stretch> stretches, boolean likely) {
        stretches.forEach(stretch -> known.put(stretch.first(), stretch));
    }
}
