package io.certtrail.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.BlockHash;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Verifies a whole chain again, from its blocks: no fork, no gap, no duplicate, every hash right. */
public final class ChainAudit {
    private static final int BLOCKS_AT_ONCE = 32;

    private ChainAudit() {}

    private record Walked(List<LoggedEntry> entries, Map<UUID, Position> positions) {}

    /** All entries of the chain, in their order; fails if anything about it is wrong. */
    public static List<LoggedEntry> verify(ChainReader chain, Origin origin) {
        return walk(chain, origin).entries();
    }

    private static Walked walk(ChainReader chain, Origin origin) {
        Head head = chain.head(origin).orElseThrow(() -> new HeadMissing(origin));
        List<LoggedEntry> entries = new ArrayList<>();
        Map<UUID, Position> positions = new LinkedHashMap<>();
        Frontier frontier = Frontier.EMPTY;
        Hash last = BlockHash.genesis(origin);
        Instant time = Instant.MIN;
        for (long from = 0; from <= head.n(); from += BLOCKS_AT_ONCE) {
            long to = Math.min(head.n() + 1, from + BLOCKS_AT_ONCE);
            List<Block> blocks = chain.blocks(origin, from, to);
            assertThat(blocks).as("blocks %d to %d", from, to).hasSize(Math.toIntExact(to - from));
            for (Block block : blocks) {
                frontier = block.append(frontier, last);
                last = block.blockHash();
                assertThat(block.firstTime())
                        .as("time never goes back from block %d to the next", block.n() - 1)
                        .isAfterOrEqualTo(time);
                time = block.lastTime();
                for (LoggedEntry logged : block.entries()) {
                    Position position = new Position(logged.seq(), block.n());
                    assertThat(positions.put(logged.entry().id(), position))
                            .as("entry %s is logged once", logged.entry().id())
                            .isNull();
                    entries.add(logged);
                }
            }
        }
        assertThat(chain.block(origin, head.n() + 1))
                .as("what HEAD does not know, after block %d", head.n())
                .isEmpty();
        assertThat(head).isEqualTo(new Head(origin, head.n(), frontier, last, time));
        return new Walked(entries, positions);
    }

    /** The same, and every entry is found by its id where it stands: so the last block is settled too. */
    public static List<LoggedEntry> verifySettled(ChainReader chain, Origin origin) {
        Walked walked = walk(chain, origin);
        assertThat(chain.positions(origin, walked.positions().keySet()))
                .as("id items")
                .isEqualTo(walked.positions());
        return walked.entries();
    }
}
