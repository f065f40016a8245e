package io.certtrail.testkit.chain;

import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A chain with faults between it and its writer. */
public record FaultyChain(ChainWriter chain, Faults faults) implements ChainWriter {
    @Override
    public boolean open(Block first, Head head) {
        return faults.decide("open", () -> chain.open(first, head));
    }

    @Override
    public boolean commit(Block block, Head head) {
        return faults.decide("commit", () -> chain.commit(block, head));
    }

    @Override
    public void writePositions(Origin origin, Collection<Stretch> stretches, boolean known) {
        faults.run("writePositions", () -> chain.writePositions(origin, stretches, known));
    }

    @Override
    public Optional<Head> head(Origin origin) {
        return faults.call("head", () -> chain.head(origin));
    }

    @Override
    public Optional<Block> block(Origin origin, long n) {
        return faults.call("block", () -> chain.block(origin, n));
    }

    @Override
    public List<Block> blocks(Origin origin, long fromN, long toN) {
        return faults.call("blocks", () -> chain.blocks(origin, fromN, toN));
    }

    @Override
    public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
        return faults.call("positions", () -> chain.positions(origin, ids));
    }
}
