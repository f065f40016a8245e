package io.certtrail.domain.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.contents.Reading;
import io.certtrail.domain.contents.Stretch;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.testkit.chain.DroppingChain;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Faults;
import io.certtrail.testkit.chain.Killed;
import io.certtrail.testkit.chain.Throttled;
import io.certtrail.testkit.segments.FaultyArchiveStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random chains of which random blocks are dropped, and whose sealing was killed somewhere: what is read is what was
 * written, and where neither block nor segment has it there is a fault that names it, never a wrong or a short answer.
 * {@code -Dcerttrail.seed=N} begins at that seed, {@code -Dcerttrail.schedules=N} runs as many.
 */
class DroppedBlocksTest {
    private static final long FIRST_SEED = Long.getLong("certtrail.seed", 1);
    private static final int SCHEDULES = Integer.getInteger("certtrail.schedules", 40);

    /** One chain, sealed as far as whoever sealed it lived. */
    private static final class Case {
        private final long seed;
        private final RandomGenerator random;
        private final Vault vault;
        private final DroppingChain chain;
        private final List<LoggedEntry> entries;
        private final Head head;
        private final List<Block> blocks;
        private final Contents contents;
        private final long sealed;

        Case(long seed) {
            this.seed = seed;
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            vault = new Vault(seed);
            for (int day = 0; day < 4; day++) {
                for (int block = random.nextInt(6); block >= 0; block--) {
                    vault.log(random.nextInt(5) == 0 ? 60 : 1 + random.nextInt(8));
                }
                vault.days(1);
            }
            sealUntilKilled();
            chain = new DroppingChain(vault.world.chain);
            entries = vault.entries();
            head = chain.head(vault.world.origin).orElseThrow();
            blocks = chain.blocks(vault.world.origin, 0, head.n() + 1);
            contents = new Contents(chain, vault.archive, any -> Instant.MIN);
            sealed = vault.segments
                    .latest(vault.world.origin)
                    .map(Segment::toSeq)
                    .orElse(0L);
        }

        private void sealUntilKilled() {
            int end = random.nextInt(60);
            int[] steps = {0};
            Faults faults = new Faults(step -> steps[0]++ == end ? Fault.KILLED_BEFORE : Fault.NONE, late -> {});
            try {
                List<Segment> _ = vault.sealer(
                                vault.world.chain, new FaultyArchiveStore(vault.archive, faults), vault.log)
                        .seal(vault.world.origin, Deadline.NONE);
            } catch (Killed | Throttled e) {
                // The rest is not sealed.
            }
        }

        void drop(double share) {
            blocks.stream()
                    .filter(block -> block.endSeq() <= sealed && random.nextDouble() < share)
                    .forEach(block -> chain.drop(block.n()));
        }

        List<LoggedEntry> read(long from) {
            Reading reading = contents.reading(head);
            List<LoggedEntry> read = new ArrayList<>();
            for (long seq = from; seq < head.size(); ) {
                List<LoggedEntry> some = switch (reading.from(seq)) {
                    case Stretch.OfBlock(Block block) -> block.entries();
                    case Stretch.OfSegment part -> part.entries();
                    case Stretch.Expired expired -> throw new AssertionError("nothing expires: " + expired);
                };
                long next = seq;
                for (LoggedEntry logged : some) {
                    if (logged.seq() >= next) {
                        assertThat(logged.seq()).as("seed %d", seed).isEqualTo(next++);
                        read.add(logged);
                    }
                }
                assertThat(next).isGreaterThan(seq);
                seq = next;
            }
            return read;
        }

        /** A fault that says what is not there; anything else is rethrown. */
        boolean isNamed(RuntimeException e) {
            return e instanceof SegmentFault
                    || (e instanceof ChainBroken broken && broken.finding().contains("entry"));
        }

        boolean isLost(long seq, Set<Segment> faulty) {
            boolean isBlockGone = blocks.stream()
                    .anyMatch(block -> block.firstSeq() <= seq && seq < block.endSeq() && chain.isDropped(block.n()));
            return isBlockGone && faulty.stream().anyMatch(segment -> segment.holds(seq));
        }
    }

    @Test
    void allIsReadWhateverSealedBlocksAreGone() {
        System.out.printf("DroppedBlocksTest: -Dcerttrail.seed=%d -Dcerttrail.schedules=%d%n", FIRST_SEED, SCHEDULES);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            Case one = new Case(seed);
            for (double share : new double[] {0, one.random.nextDouble(), 1}) {
                one.drop(share);
                String as = "seed %d, share %f".formatted(seed, share);
                assertThat(one.read(0)).as(as).isEqualTo(one.entries);
                int from = one.random.nextInt(one.entries.size());
                assertThat(one.read(from)).as(as).isEqualTo(one.entries.subList(from, one.entries.size()));
                Reading reading = one.contents.reading(one.head);
                for (int i = 0; i < 20; i++) {
                    LoggedEntry any = one.entries.get(one.random.nextInt(one.entries.size()));
                    assertThat(reading.at(any.seq())).as(as).isEqualTo(any);
                    assertThat(reading.time(any.seq())).isEqualTo(any.entry().time());
                }
                requireFoundById(one, as);
            }
        }
    }

    private static void requireFoundById(Case one, String as) {
        Map<UUID, LoggedEntry> byId = one.entries.stream()
                .filter(logged -> logged.seq() < one.blocks.getLast().firstSeq())
                .collect(Collectors.toMap(logged -> logged.entry().id(), logged -> logged));
        assertThat(one.contents.at(one.vault.world.origin, one.chain.positions(one.vault.world.origin, byId.keySet())))
                .as(as)
                .isEqualTo(byId);
    }

    @Test
    void whatNeitherBlockNorSegmentHasIsAFaultThatNamesIt() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            Case one = new Case(seed);
            one.drop(0.7);
            List<Segment> all = one.vault.segments.all(one.vault.world.origin);
            Set<Segment> faulty =
                    all.stream().filter(segment -> one.random.nextInt(3) == 0).collect(Collectors.toSet());
            faulty.forEach(segment -> harm(one, segment));
            for (LoggedEntry logged : one.entries) {
                LoggedEntry found = null;
                try {
                    found = one.contents.reading(one.head).at(logged.seq());
                } catch (SegmentFault | ChainBroken e) {
                    assertThat(one.isNamed(e)).as("seed %d: %s", seed, e).isTrue();
                    assertThat(faulty).isNotEmpty();
                }
                assertThat(found == null || found.equals(logged))
                        .as("seed %d", seed)
                        .isTrue();
                if (one.isLost(logged.seq(), faulty)) {
                    assertThat(found).as("seed %d", seed).isNull();
                }
            }
            boolean isAnyLost = one.entries.stream().anyMatch(logged -> one.isLost(logged.seq(), faulty));
            try {
                assertThat(one.read(0)).isEqualTo(one.entries);
                assertThat(isAnyLost).as("seed %d", seed).isFalse();
            } catch (SegmentFault | ChainBroken e) {
                assertThat(one.isNamed(e)).as("seed %d: %s", seed, e).isTrue();
            }
        }
    }

    private static void harm(Case one, Segment segment) {
        String data = SegmentPaths.data(segment);
        switch (one.random.nextInt(4)) {
            case 0 -> one.vault.archive.delete(List.of(data));
            case 1 -> one.vault.archive.tamper(data, new byte[7]);
            case 2 -> one.vault.archive.delete(List.of(SegmentPaths.manifest(segment)));
            default -> {
                byte[] bytes = one.vault.archive.read(data).orElseThrow().content();
                for (int i = 0; i < bytes.length; i += 16) {
                    bytes[i] ^= 1;
                }
                one.vault.archive.tamper(data, bytes);
            }
        }
    }

    @Test
    void aBlockThatIsGoneBeforeItIsSealedIsToldOf() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            Case one = new Case(seed);
            one.drop(one.random.nextDouble());
            List<Block> unsealed = one.blocks.stream()
                    .filter(block -> block.endSeq() > one.sealed)
                    .toList();
            Block lost = unsealed.get(one.random.nextInt(unsealed.size()));
            one.chain.drop(lost.n());
            long seq = Math.max(lost.firstSeq(), one.sealed);
            assertThatThrownBy(() -> one.read(0)).as("seed %d", seed).isInstanceOf(ChainBroken.class);
            assertThatThrownBy(() -> one.contents.reading(one.head).at(seq))
                    .as("seed %d", seed)
                    .isInstanceOf(ChainBroken.class)
                    .hasMessageContaining("entry " + seq);
            if (lost.firstSeq() <= one.sealed) {
                assertThatThrownBy(() -> one.contents.unsealedSince(one.head))
                        .as("seed %d", seed)
                        .isInstanceOf(ChainBroken.class);
            }
        }
    }
}
