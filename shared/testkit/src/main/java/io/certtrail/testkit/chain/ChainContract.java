package io.certtrail.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.NextBlock;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link ChainWriter} keeps. */
public abstract class ChainContract {
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.000Z");

    /** Random, and the same in each run. */
    protected final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);

    private final RunIds runs = new RunIds(Clock.fixed(TIME, ZoneOffset.UTC), random);

    /** A chain that no other test uses. */
    protected final Origin origin = new Origin("certtrail.test", "t" + UUID.randomUUID(), 1);

    /** The store under test. */
    protected abstract ChainWriter chain();

    private NextBlock first() {
        return Block.first(origin, entries(0, SampleEvents.some(1, random)), List.of(), id());
    }

    private NextBlock after(Head head, List<Event> events) {
        return Block.next(
                origin,
                head.n() + 1,
                head.frontier(),
                head.blockHash(),
                entries(head.size(), events),
                List.of("0#a#00", "3#b#01"),
                id());
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private List<LoggedEntry> entries(long firstSeq, List<Event> events) {
        List<LoggedEntry> entries = new ArrayList<>();
        for (Event event : events) {
            entries.add(new LoggedEntry(firstSeq + entries.size(), event.at(TIME), Seed.fresh(random)));
        }
        return entries;
    }

    private static Head head(NextBlock next) {
        Block block = next.block();
        return new Head(block.origin(), block.n(), next.after(), block.blockHash(), block.lastTime());
    }

    private Head opened() {
        NextBlock first = first();
        assertThat(chain().open(first.block(), head(first))).isTrue();
        return head(first);
    }

    private Head appended(Head head, int count) {
        NextBlock next = after(head, SampleEvents.some(count, random));
        assertThat(chain().commit(next.block(), head(next))).isTrue();
        return head(next);
    }

    @Test
    void aChainThatWasNotOpenedHasNoHead() {
        assertThat(chain().head(origin)).isEmpty();
        assertThat(chain().block(origin, 0)).isEmpty();
    }

    @Test
    void whatWasCommittedIsReadAsItWas() {
        Head head = opened();
        NextBlock next = after(head, SampleEvents.some(Block.MAX_ENTRIES, random));
        assertThat(chain().commit(next.block(), head(next))).isTrue();
        assertThat(chain().head(origin)).contains(head(next));
        assertThat(chain().block(origin, 1)).contains(next.block());
    }

    @Test
    void aChainIsOpenedOnce() {
        Head head = opened();
        NextBlock again = first();
        assertThat(chain().open(again.block(), head(again))).isFalse();
        assertThat(chain().head(origin)).contains(head);
    }

    @Test
    void ofTwoBlocksAfterOneOnlyTheFirstIsCommitted() {
        Head head = opened();
        NextBlock one = after(head, SampleEvents.some(2, random));
        NextBlock other = after(head, SampleEvents.some(3, random));
        assertThat(chain().commit(one.block(), head(one))).isTrue();
        assertThat(chain().commit(other.block(), head(other))).isFalse();
        assertThat(chain().commit(one.block(), head(one))).isFalse();
        assertThat(chain().block(origin, 1)).contains(one.block());
        assertThat(chain().head(origin)).contains(head(one));
    }

    @Test
    void aBlockThatIsTooFarAheadLeavesNoTrace() {
        Head head = opened();
        NextBlock one = after(head, SampleEvents.some(1, random));
        NextBlock two = after(head(one), SampleEvents.some(1, random));
        assertThat(chain().commit(two.block(), head(two))).isFalse();
        assertThat(chain().block(origin, 2)).isEmpty();
        assertThat(chain().head(origin)).contains(head);
    }

    @Test
    void nothingIsCommittedToAChainWithoutHead() {
        NextBlock first = first();
        NextBlock next = after(head(first), SampleEvents.some(1, random));
        assertThat(chain().commit(next.block(), head(next))).isFalse();
        assertThat(chain().block(origin, 1)).isEmpty();
    }

    @Test
    void aRangeOfBlocksComesInOrderAndEndsWhereTheChainEnds() {
        Head head = opened();
        for (int i = 1; i < 130; i++) {
            head = appended(head, 1);
        }
        assertThat(chain().blocks(origin, 3, 500).stream().map(Block::n))
                .containsExactlyElementsOf(LongStream.range(3, 130).boxed().toList());
        assertThat(chain().blocks(origin, 5, 5)).isEmpty();
    }

    @Test
    void blocksOfTheLargestSizeAreWrittenAndReadTogether() {
        Head head = opened();
        for (int i = 0; i < 3; i++) {
            List<Event> events = new ArrayList<>();
            for (int k = 0; k < 8; k++) {
                events.add(SampleEvents.large(58_000, random));
            }
            NextBlock next = after(head, events);
            assertThat(chain().commit(next.block(), head(next))).isTrue();
            head = head(next);
        }
        assertThat(ChainAudit.verify(chain(), origin)).hasSize(25);
    }

    private static Map<UUID, Position> positions(Collection<Stretch> stretches) {
        Map<UUID, Position> positions = new HashMap<>();
        for (Stretch stretch : stretches) {
            for (int i = 0; i < stretch.count(); i++) {
                UUID id = stretch.count() == 1 ? stretch.first() : RunIds.at(stretch.first(), i);
                positions.put(
                        id, new Position(stretch.at().seq() + i, stretch.at().n()));
            }
        }
        return positions;
    }

    @Test
    void positionsAreFoundOnceTheyAreWritten() {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            stretches.add(new Stretch(id(), 1, new Position(i, i / 100)));
        }
        Map<UUID, Position> expected = positions(stretches);
        assertThat(chain().positions(origin, expected.keySet())).isEmpty();
        chain().writePositions(origin, stretches, false);
        stretches.add(new Stretch(id(), 1, new Position(300, 3)));
        chain().writePositions(origin, stretches, true);
        chain().writePositions(origin, stretches, false);
        expected = positions(stretches);
        assertThat(chain().positions(origin, expected.keySet())).isEqualTo(expected);
        assertThat(chain().positions(new Origin("certtrail.test", "other", 1), expected.keySet()))
                .isEmpty();
    }

    @Test
    void aRunIsFoundByEachOfItsIdsAndByNoOther() {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            stretches.add(new Stretch(runs.next(), i, new Position(100L * i, i)));
            stretches.add(new Stretch(id(), 1, new Position(100L * i + i, i)));
        }
        chain().writePositions(origin, stretches, true);
        chain().writePositions(origin, stretches, true);
        Map<UUID, Position> expected = positions(stretches);
        List<UUID> asked = new ArrayList<>(expected.keySet());
        stretches.stream()
                .filter(stretch -> stretch.count() > 1)
                .forEach(stretch -> asked.add(RunIds.at(stretch.first(), stretch.count())));
        asked.add(RunIds.at(runs.next(), 3));
        assertThat(chain().positions(origin, asked)).isEqualTo(expected);
    }

    @Test
    void aRunStandsAtOnePlaceAlone() {
        UUID first = runs.next();
        chain().writePositions(origin, List.of(new Stretch(first, 3, new Position(4, 2))), false);
        for (Stretch other : List.of(
                new Stretch(first, 2, new Position(4, 2)),
                new Stretch(first, 3, new Position(5, 2)),
                new Stretch(first, 3, new Position(4, 3)))) {
            assertThatThrownBy(() -> chain().writePositions(origin, List.of(other), true))
                    .isInstanceOf(ChainBroken.class)
                    .hasMessageContaining(first.toString());
        }
        assertThat(chain().positions(origin, List.of(RunIds.at(first, 2)))).containsValue(new Position(6, 2));
    }

    @Test
    void anEntryStandsAtOnePlaceAlone() {
        UUID id = id();
        chain().writePositions(origin, List.of(new Stretch(id, 1, new Position(4, 2))), false);
        List<Stretch> other = List.of(new Stretch(id, 1, new Position(5, 2)));
        assertThatThrownBy(() -> chain().writePositions(origin, other, true))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining(id.toString());
        assertThat(chain().positions(origin, List.of(id))).containsEntry(id, new Position(4, 2));
    }
}
