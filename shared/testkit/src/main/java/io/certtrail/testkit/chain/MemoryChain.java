package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.ChainBroken;
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
import java.util.stream.LongStream;

/** A chain in memory: every call is one atomic step. */
public final class MemoryChain implements ChainWriter {
    private record BlockKey(Origin origin, long n) {}

    private record StretchKey(Origin origin, UUID first) {}

    private final Map<Origin, Head> heads = new HashMap<>();
    private final Map<BlockKey, Block> blocks = new HashMap<>();
    private final Map<StretchKey, Stretch> stretches = new HashMap<>();

    @Override
    public synchronized Optional<Head> head(Origin origin) {
        return Optional.ofNullable(heads.get(origin));
    }

    @Override
    public synchronized Optional<Block> block(Origin origin, long n) {
        return Optional.ofNullable(blocks.get(new BlockKey(origin, n)));
    }

    @Override
    public synchronized List<Block> blocks(Origin origin, long fromN, long toN) {
        return LongStream.range(fromN, toN)
                .mapToObj(n -> block(origin, n))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public synchronized Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
        Map<UUID, Position> found = new HashMap<>();
        for (UUID id : ids) {
            Optional.ofNullable(stretches.get(new StretchKey(origin, RunIds.first(id))))
                    .flatMap(stretch -> stretch.of(id))
                    .ifPresent(position -> found.put(id, position));
        }
        return found;
    }

    @Override
    public synchronized boolean open(Block first, Head head) {
        if (heads.containsKey(head.origin()) || block(first.origin(), first.n()).isPresent()) {
            return false;
        }
        put(first, head);
        return true;
    }

    @Override
    public synchronized boolean commit(Block block, Head head) {
        Head now = heads.get(head.origin());
        if (now == null
                || now.n() != head.n() - 1
                || block(block.origin(), block.n()).isPresent()) {
            return false;
        }
        put(block, head);
        return true;
    }

    private void put(Block block, Head head) {
        blocks.put(new BlockKey(block.origin(), block.n()), block);
        heads.put(head.origin(), head);
    }

    @Override
    public synchronized void writePositions(Origin origin, Collection<Stretch> wanted, boolean known) {
        for (Stretch stretch : wanted) {
            Stretch there = stretches.putIfAbsent(new StretchKey(origin, stretch.first()), stretch);
            if (there != null && !there.equals(stretch)) {
                throw new ChainBroken(origin, "the chain has %s, and its id item says %s".formatted(stretch, there));
            }
        }
    }

    /** Loses the HEAD, as nothing that runs can. */
    public synchronized void loseHead(Origin origin) {
        heads.remove(origin);
    }

    /** Writes a block, as nothing that runs may: in place of another, too. */
    public synchronized void overwrite(Block block) {
        blocks.put(new BlockKey(block.origin(), block.n()), block);
    }

    /** Sets the HEAD, as nothing that runs may; whoever restores a lost one does. */
    public synchronized void setHead(Head head) {
        heads.put(head.origin(), head);
    }

    /** How many entries the id items say where they stand. */
    public synchronized long positionCount(Origin origin) {
        return stretches.entrySet().stream()
                .filter(item -> item.getKey().origin().equals(origin))
                .mapToLong(item -> item.getValue().count())
                .sum();
    }
}
