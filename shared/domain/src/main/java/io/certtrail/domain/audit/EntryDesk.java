package io.certtrail.domain.audit;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.time.Pause;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds entries by their ids. Safe for use by several threads. */
public final class EntryDesk {
    /** Often enough for a person, seldom enough for the table: a block is committed within some 100 ms. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final ChainReader chain;
    private final Clock clock;
    private final Pause pause;

    public EntryDesk(ChainReader chain, Clock clock, Pause pause) {
        this.chain = chain;
        this.clock = clock;
        this.pause = pause;
    }

    /** The entry with this id; if it is not in the chain yet, waits for it as long as told. */
    public Optional<LoggedEntry> find(Origin origin, UUID id, Duration wait) {
        Instant deadline = clock.instant().plus(wait);
        Duration next = FIRST_PAUSE;
        while (true) {
            Optional<LoggedEntry> entry =
                    Optional.ofNullable(find(origin, List.of(id)).get(id));
            Duration left = Duration.between(clock.instant(), deadline);
            if (entry.isPresent() || !left.isPositive()) {
                return entry;
            }
            pause.of(next.compareTo(left) < 0 ? next : left);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Those of the entries that are in the chain. */
    public Map<UUID, LoggedEntry> find(Origin origin, Collection<UUID> ids) {
        Map<UUID, Position> positions = chain.positions(origin, ids);
        Map<Long, Optional<Block>> blocks = new HashMap<>();
        Map<UUID, LoggedEntry> entries = new HashMap<>();
        positions.forEach((id, position) -> blocks.computeIfAbsent(position.n(), n -> chain.block(origin, n))
                .ifPresent(block -> entries.put(id, entryAt(block, position.seq(), id))));
        return entries;
    }

    /** The entry, if it is the one: an id item is a hint that is held against the block. */
    private static LoggedEntry entryAt(Block block, long seq, UUID id) {
        return block.entries().stream()
                .filter(entry -> entry.seq() == seq && entry.entry().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ChainBroken(
                        block.origin(),
                        "the id item of %s says entry %d of block %d, which is another".formatted(id, seq, block.n())));
    }
}
