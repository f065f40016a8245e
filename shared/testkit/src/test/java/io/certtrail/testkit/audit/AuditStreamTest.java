package io.certtrail.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.audit.AuditStream;
import io.certtrail.domain.audit.SearchBudget;
import io.certtrail.domain.audit.StreamPage;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Drained;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.segments.Segments;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.World;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.segments.SealedEntries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditStreamTest {
    private static final SearchBudget AMPLE = new SearchBudget(1000, Duration.ofSeconds(5), 4_000_000);

    private final long seed = Long.getLong("certtrail.seed", System.nanoTime());
    private final World world = new World(seed);
    private final Watched chain = new Watched();
    private final MemoryArchiveStore archive = new MemoryArchiveStore();

    @RepeatedTest(100)
    void aReaderThatGoesOnWhereItWasSeesEveryEntryOnceInOrderWhateverArrivesMeanwhile() {
        grow(world.random.nextInt(60));
        List<Long> seen = new ArrayList<>();
        OptionalLong after = OptionalLong.empty();
        int pages = 0;
        boolean more = true;
        while (more) {
            int limit = 1 + world.random.nextInt(60);
            SearchBudget budget = new SearchBudget(
                    1 + world.random.nextInt(6), Duration.ofSeconds(5), 1 + world.random.nextInt(40_000));
            StreamPage page = stream(budget).read(world.origin, after, limit, AuditStreamTest::form);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(seqs(page));
            after = OptionalLong.of(page.next());
            more = page.hasMore();
            if (pages++ < 20) {
                grow(world.random.nextInt(4));
                more |= size() > page.next() + 1;
            }
        }

        assertThat(seen)
                .as("seed %d", seed)
                .isEqualTo(LongStream.range(0, size()).boxed().toList());
    }

    @RepeatedTest(20)
    void everyPositionLeadsToTheEntryAfterIt() {
        grow(40);
        for (long after = 0; after < size() - 1; after++) {
            StreamPage page = read(after, 2);

            assertThat(seqs(page))
                    .as("seed %d, after %d of %d", seed, after, size())
                    .isEqualTo(LongStream.range(after + 1, Math.min(after + 3, size()))
                            .boxed()
                            .toList());
            assertThat(page.next()).isEqualTo(Math.min(after + 2, size() - 1));
        }
    }

    @Test
    void atTheEndThePositionStaysAsItIs() {
        grow(5);
        long last = size() - 1;

        StreamPage page = read(last, 10);

        assertThat(page.records()).isEmpty();
        assertThat(page.next()).isEqualTo(last);
        assertThat(page.hasMore()).isFalse();
        assertThat(page.complete()).isTrue();
        assertThat(page.size()).isEqualTo(last + 1);
        assertThat(chain.reads).as("a poll that finds nothing reads no block").isZero();
    }

    @Test
    void aPollNearTheEndReadsWhatIsNewAndLittleElse() {
        grow(300);
        long before = size();
        world.log(1);
        world.log(1);

        assertThat(seqs(read(before - 1, 10))).containsExactly(before, before + 1);
        assertThat(chain.reads).isLessThanOrEqualTo(4);
    }

    @Test
    void anyPositionIsFoundWithFewReads() {
        grow(400);
        for (long after = 0; after < size() - 1; after += 7) {
            chain.reads = 0;
            StreamPage page = read(after, 1);
            assertThat(page.next()).isEqualTo(after + 1);
            assertThat(chain.reads).as("seed %d, after %d", seed, after).isLessThanOrEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40})
    void aPositionThatIsNone(long after) {
        grow(3);

        refused(() -> read(after, 10), Code.INVALID_PARAMETER, "/after");
    }

    @Test
    void theNextEntryIsNoPositionYet() {
        grow(3);

        refused(() -> read(size(), 10), Code.INVALID_PARAMETER, "/after");
    }

    @Test
    void aChainThatIsNotOpenIsNotAnEmptyOne() {
        Origin other = new Origin("certtrail.test", "other", 1);

        assertThatThrownBy(() -> stream(AMPLE).read(other, OptionalLong.empty(), 10, AuditStreamTest::form))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    void whatIsKeptNoLongerIsRefusedAndNeverSkipped() {
        grow(20);
        chain.firstKept = 8;
        long firstKept = firstSeq(8);

        for (long after = 0; after < firstKept - 1; after++) {
            long position = after;
            assertThatThrownBy(() -> read(position, 10)).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.code()).isEqualTo(Code.GONE);
                assertThat(refusal.detail()).endsWith("go on after " + (firstKept - 1));
            });
        }
        assertThat(seqs(read(firstKept - 1, 1))).containsExactly(firstKept);
    }

    @RepeatedTest(30)
    void whatTheBlocksKeepNoLongerIsReadFromTheSegments() {
        grow(40);
        long n = 1L + world.random.nextInt(38);
        long sealed = firstSeq(n) + world.random.nextInt((int) (size() - firstSeq(n)) + 1);
        seal(sealed);
        chain.firstKept = n;

        List<Long> seen = new ArrayList<>();
        OptionalLong after = OptionalLong.empty();
        StreamPage page;
        do {
            SearchBudget budget = new SearchBudget(
                    1 + world.random.nextInt(6), Duration.ofSeconds(5), 1 + world.random.nextInt(40_000));
            page = stream(budget).read(world.origin, after, 1 + world.random.nextInt(60), AuditStreamTest::form);
            seen.addAll(seqs(page));
            after = OptionalLong.of(page.next());
        } while (page.hasMore());

        assertThat(seen)
                .as("seed %d", seed)
                .isEqualTo(LongStream.range(0, size()).boxed().toList());
    }

    @Test
    void whatIsNeitherInABlockNorSealedWasLostAndIsToldOf() {
        grow(20);
        seal(firstSeq(5));
        chain.firstKept = 8;

        assertThat(read(0, 5000).next()).isEqualTo(firstSeq(5) - 1);
        assertThatThrownBy(() -> read(firstSeq(5) - 1, 10))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining("entry " + firstSeq(5));
    }

    @Test
    void aSegmentThatIsNotAsItWasSealedIsNoAnswer() {
        grow(20);
        seal(firstSeq(10));
        chain.firstKept = 10;
        archive.paths().stream()
                .filter(path -> path.startsWith("segments/"))
                .forEach(path -> archive.tamper(path, new byte[0]));

        assertThatThrownBy(() -> read(0, 10)).isInstanceOf(SegmentFault.class).hasMessageContaining("TRUNCATED");
        assertThat(seqs(read(firstSeq(10) - 1, 1))).containsExactly(firstSeq(10));
    }

    private void seal(long toSeq) {
        List<LoggedEntry> entries = world.chain.blocks(world.origin, 0, 1_000).stream()
                .flatMap(block -> block.entries().stream())
                .limit(toSeq)
                .toList();
        List<Segment> _ = SealedEntries.seal(archive, world.origin, entries);
    }

    @Test
    void withoutAPositionItBeginsWithTheOldestEntryThatIsKept() {
        grow(20);
        chain.firstKept = 8;

        StreamPage page = stream(AMPLE).read(world.origin, OptionalLong.empty(), 5000, AuditStreamTest::form);

        assertThat(seqs(page))
                .isEqualTo(LongStream.range(firstSeq(8), size()).boxed().toList());
    }

    @Test
    void aChainOfWhichNothingIsKept() {
        grow(5);
        chain.firstKept = 1000;

        assertThatThrownBy(() -> stream(AMPLE).read(world.origin, OptionalLong.empty(), 10, AuditStreamTest::form))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.GONE));
        refused(() -> read(0, 10), Code.GONE, "/after");
    }

    @Test
    void aBlockThatWasTakenOutIsNotPassedOver() {
        grow(20);
        chain.lost = 9;
        long firstLost = firstSeq(9);

        StreamPage before = stream(AMPLE).read(world.origin, OptionalLong.empty(), 5000, AuditStreamTest::form);

        assertThat(seqs(before))
                .isEqualTo(LongStream.range(0, firstLost).boxed().toList());
        assertThat(before.complete()).isFalse();
        assertThat(before.hasMore()).isTrue();
        assertThatThrownBy(() -> read(before.next(), 10))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining("entry " + firstLost);
    }

    @Test
    void aPageThatRunsOutOfTimeStillGetsOn() {
        grow(10);
        chain.time = Duration.ofSeconds(1);
        AuditStream slow = stream(new SearchBudget(1000, Duration.ofMillis(1), 4_000_000));

        StreamPage page = slow.read(world.origin, OptionalLong.of(0), 5000, AuditStreamTest::form);

        assertThat(seqs(page)).first().isEqualTo(1L);
        assertThat(page.hasMore()).isTrue();
        assertThat(page.complete()).isFalse();
    }

    @Test
    void aPageThatWouldGrowTooLargeIsCutShort() {
        for (int i = 0; i < 20; i++) {
            world.outbox.record(World.TENANT, List.of(SampleEvents.large(60_000, world.random)));
        }
        Drained _ = world.sequencer(Lease.NONE).drain(world.tenant, Deadline.NONE);

        StreamPage page = stream(new SearchBudget(1000, Duration.ofSeconds(5), 200_000))
                .read(world.origin, OptionalLong.of(0), 500, AuditStreamTest::form);

        assertThat(page.records()).hasSize(3);
        assertThat(page.records().stream().mapToLong(Jcs::length).sum()).isLessThan(200_000);
        assertThat(page.complete()).isFalse();
        assertThat(seqs(stream(new SearchBudget(1000, Duration.ofSeconds(5), 1))
                        .read(world.origin, OptionalLong.of(3), 500, AuditStreamTest::form)))
                .as("one entry always fits")
                .containsExactly(4L);
    }

    @Test
    void aFullPageIsComplete() {
        grow(30);

        StreamPage page = read(0, 7);

        assertThat(page.records()).hasSize(7);
        assertThat(page.complete()).isTrue();
        assertThat(page.hasMore()).isTrue();
        assertThat(page.asOf())
                .isEqualTo(world.chain.head(world.origin).orElseThrow().lastTime());
    }

    private StreamPage read(long after, int limit) {
        return stream(AMPLE).read(world.origin, OptionalLong.of(after), limit, AuditStreamTest::form);
    }

    private AuditStream stream(SearchBudget budget) {
        return new AuditStream(chain, new Segments(archive), budget, world.clock);
    }

    private static void refused(ThrowingCallable call, Code code, String pointer) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly(pointer);
        });
    }

    /** So many blocks more; most of few entries, some of many. */
    private void grow(int blocks) {
        for (int i = 0; i < blocks; i++) {
            world.log(world.random.nextInt(8) == 0 ? 1 + world.random.nextInt(40) : 1 + world.random.nextInt(3));
        }
    }

    private long size() {
        return world.chain.head(world.origin).orElseThrow().size();
    }

    private long firstSeq(long n) {
        return world.chain.block(world.origin, n).orElseThrow().firstSeq();
    }

    private static Json.Obj form(LoggedEntry logged) {
        return Json.obj()
                .put("seq", logged.seq())
                .put("entry", EntryJson.of(logged.entry()))
                .build();
    }

    private static List<Long> seqs(StreamPage page) {
        return page.records().stream()
                .map(record -> ((Json.Num) record.member("seq")).value())
                .toList();
    }

    /** The chain without some of its blocks; it counts the blocks that are read, and each read takes a while. */
    private final class Watched implements ChainReader {
        private long firstKept;
        private long lost = -1;
        private Duration time = Duration.ZERO;
        private int reads;

        @Override
        public Optional<Head> head(Origin origin) {
            return world.chain.head(origin);
        }

        @Override
        public Optional<Block> block(Origin origin, long n) {
            return blocks(origin, n, n + 1).stream().findFirst();
        }

        @Override
        public List<Block> blocks(Origin origin, long fromN, long toN) {
            world.clock.move(time);
            List<Block> there = world.chain.blocks(origin, fromN, toN).stream()
                    .filter(block -> block.n() >= firstKept && block.n() != lost)
                    .toList();
            reads += Math.max(1, there.size());
            return there;
        }

        @Override
        public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
            return world.chain.positions(origin, ids);
        }
    }
}
