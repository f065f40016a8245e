package io.certtrail.domain.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.testkit.chain.WakeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealerTest {
    private final Vault vault = new Vault(1);
    private final Origin origin = vault.world.origin;

    @Test
    void aDayIsSealedWhenTheChainHasAnEntryOfALaterOne() {
        vault.world.log(3);
        vault.publish();
        vault.world.clock.move(Duration.ofDays(1));
        assertThat(vault.seal()).as("by the clock alone").isEmpty();
        vault.world.log(2);
        vault.publish();
        assertThat(vault.seal()).extracting(Segment::fromSeq, Segment::toSeq).containsExactly(tuple(0L, 4L));
        assertThat(vault.sealed()).isEqualTo(vault.entries().subList(0, 4));
    }

    @Test
    void nothingIsSealedThatIsNotSigned() {
        vault.days(3, 2);
        vault.world.log(1);
        vault.world.clock.move(Duration.ofDays(1));
        vault.world.log(1);
        assertThat(vault.seal()).extracting(Segment::toSeq).containsExactly(4L);
        vault.publish();
        assertThat(vault.seal()).extracting(Segment::toSeq).containsExactly(6L, 7L);
    }

    @Test
    void aLargeDayIsSealedByItsCount() {
        long most = Segment.MAX_ENTRIES;
        vault.log(16_500);
        vault.publish();
        assertThat(vault.seal()).extracting(Segment::fromSeq, Segment::toSeq).containsExactly(tuple(0L, most));
        Manifest manifest =
                vault.segments.manifest(vault.segments.latest(origin).orElseThrow());
        assertThat(manifest.chunks()).hasSize(64).allMatch(chunk -> chunk.entries() == 256);
        assertThat(vault.sealed()).isEqualTo(vault.entries().subList(0, Segment.MAX_ENTRIES));
        vault.world.clock.move(Duration.ofDays(1));
        vault.world.log(1);
        vault.publish();
        assertThat(vault.seal()).extracting(Segment::fromSeq, Segment::toSeq).containsExactly(tuple(most, 16_501L));
    }

    @Test
    void sealingAgainChangesNothing() {
        vault.days(3, 2, 300, 1);
        assertThat(vault.seal()).hasSize(3);
        Map<String, Hash> before = vault.objects();
        assertThat(vault.seal()).isEmpty();
        assertThat(vault.sealer().sealAgain(origin, 0, 306)).hasSize(3);
        assertThat(vault.objects()).isEqualTo(before);
    }

    @Test
    void anIdleChainCostsTwoObjectsADayAndNoRequestBetween() {
        int[] month = new int[30];
        Arrays.fill(month, 1);
        vault.days(month);
        Sealer sealer = vault.sealer();
        assertThat(sealer.seal(origin, Deadline.NONE)).hasSize(29);
        assertThat(vault.archive.paths()).hasSize(2 * 29);
        long before = vault.archive.requests();
        for (int minute = 0; minute < 60; minute++) {
            assertThat(sealer.seal(origin, Deadline.NONE)).isEmpty();
        }
        assertThat(vault.archive.requests()).isEqualTo(before);
    }

    @Test
    void whoHasNoTimeSealsNothingAndComesBack() {
        vault.days(3, 2);
        WakeLog wakes = vault.world.wakes;
        List<String> _ = wakes.take();
        assertThat(vault.sealer().seal(origin, () -> Duration.ofSeconds(5))).isEmpty();
        assertThat(wakes.take()).containsExactly("publisher default PT0S");
    }

    @Test
    void entriesThatAreNotThoseOfTheSignedTreeAreNotSealed() {
        vault.days(3, 2);
        Sealer sealer = vault.sealer(new OtherSeed(vault.world.chain), vault.archive, vault.log);
        assertThatThrownBy(() -> sealer.seal(origin, Deadline.NONE))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining("entries 0 to 4 are not those of the signed tree");
        assertThat(vault.segments.all(origin)).isEmpty();
        assertThat(vault.seal()).as("once the chain is as it was").hasSize(1);
        assertThat(vault.sealed()).isEqualTo(vault.entries().subList(0, 4));
    }

    /** A chain in whose table one entry has another seed. */
    private record OtherSeed(ChainReader chain) implements ChainReader {
        @Override
        public Optional<Head> head(Origin wanted) {
            return chain.head(wanted);
        }

        @Override
        public Optional<Block> block(Origin wanted, long n) {
            return chain.block(wanted, n).map(OtherSeed::changed);
        }

        @Override
        public List<Block> blocks(Origin wanted, long fromN, long toN) {
            return chain.blocks(wanted, fromN, toN).stream()
                    .map(OtherSeed::changed)
                    .toList();
        }

        @Override
        public Map<UUID, Position> positions(Origin wanted, Collection<UUID> ids) {
            return chain.positions(wanted, ids);
        }

        private static Block changed(Block block) {
            List<LoggedEntry> entries = new ArrayList<>(block.entries());
            LoggedEntry last = entries.removeLast();
            entries.add(new LoggedEntry(last.seq(), last.entry(), Seed.of(new byte[Seed.SIZE])));
            return new Block(
                    block.origin(),
                    block.n(),
                    block.firstSeq(),
                    entries,
                    block.prevBlockHash(),
                    block.rootHash(),
                    block.blockHash(),
                    block.outboxKeys(),
                    block.writer());
        }
    }
}
