package io.certtrail.search.sealed;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A chain of entries that are at hand, in blocks of random sizes, without their hashes: whoever searches looks at none. */
final class ListChain implements ChainReader {
    private static final Hash NO_HASH = Hash.sha256(new byte[0]);

    private final Origin origin;
    private final Random random;
    private final List<Block> blocks = new ArrayList<>();
    private Frontier frontier = Frontier.EMPTY;
    private long keptFrom;

    ListChain(Origin origin, Random random) {
        this.origin = origin;
        this.random = random;
    }

    void grow(List<LoggedEntry> entries) {
        int from = 0;
        while (from < entries.size()) {
            int to = Math.min(entries.size(), from + 1 + random.nextInt(Block.MAX_ENTRIES));
            List<LoggedEntry> some = entries.subList(from, to);
            blocks.add(new Block(
                    origin,
                    blocks.size(),
                    some.getFirst().seq(),
                    some,
                    NO_HASH,
                    NO_HASH,
                    NO_HASH,
                    List.of(),
                    new UUID(0, 0)));
            for (int i = from; i < to; i++) {
                frontier = frontier.appendAll(List.of(NO_HASH));
            }
            from = to;
        }
    }

    /** Drops the blocks whose entries are all before this one. */
    void dropBefore(long seq) {
        keptFrom = seq;
    }

    @Override
    public Optional<Head> head(Origin asked) {
        Block last = blocks.getLast();
        return Optional.of(new Head(origin, last.n(), frontier, NO_HASH, last.lastTime()));
    }

    @Override
    public Optional<Block> block(Origin asked, long n) {
        return n >= 0 && n < blocks.size() && blocks.get((int) n).endSeq() > keptFrom
                ? Optional.of(blocks.get((int) n))
                : Optional.empty();
    }

    @Override
    public List<Block> blocks(Origin asked, long fromN, long toN) {
        List<Block> some = new ArrayList<>();
        for (long n = fromN; n < toN; n++) {
            block(asked, n).ifPresent(some::add);
        }
        return some;
    }

    @Override
    public Map<UUID, Position> positions(Origin asked, Collection<UUID> ids) {
        throw new UnsupportedOperationException("a search asks for no positions");
    }
}
