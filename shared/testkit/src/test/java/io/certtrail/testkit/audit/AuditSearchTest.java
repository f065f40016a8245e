package io.certtrail.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.audit.AuditPage;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.AuditSearch;
import io.certtrail.domain.audit.Cursors;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.SealedLog;
import io.certtrail.domain.audit.SearchBudget;
import io.certtrail.domain.audit.TimeRange;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.testkit.chain.MemoryChain;
import io.certtrail.testkit.chain.MemoryLease;
import io.certtrail.testkit.chain.MemoryOutbox;
import io.certtrail.testkit.chain.MemoryTenants;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.WakeLog;
import io.certtrail.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditSearchTest {
    private static final Origin ORIGIN = new Origin("search.test", "default", 1);
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final SearchBudget AMPLE = new SearchBudget(1000, Duration.ofSeconds(5), 4_000_000);

    /** After so many pages nothing more arrives, so that a walk towards the newest entry comes to an end. */
    private static final int MOST_GROWTHS = 20;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final MovableClock clock = new MovableClock(START);
    private final IdSource ids = new UuidV7(clock, random);
    private final MemoryChain chain = new MemoryChain();
    private final MemoryOutbox outbox = new MemoryOutbox(clock);
    private final ChainEvents events = new ChainEvents(Catalogue.load(), ids, clock);
    private final Sequencer sequencer = new Sequencer(
            new BlockWriter(chain, outbox, events, clock, random, _ -> {}),
            new MemoryLease(clock),
            new WakeLog(),
            ids,
            clock);
    private final Cursors cursors = new Cursors(new byte[32]);

    AuditSearchTest() {
        new ChainOpener(chain, new MemoryTenants(), events, clock, random).open(ORIGIN);
    }

    @ParameterizedTest
    @EnumSource
    void aSearchThatRunsOutOfBlocksGoesOnWhereItStopped(Order order) {
        grow(20);
        AuditSearch search = search(new SearchBudget(3, Duration.ofSeconds(5), 4_000_000));
        AuditQuery nothing = AuditQuery.builder().actor("nobody").order(order).build();

        List<AuditPage> pages = walk(search, nothing, 10);

        assertThat(pages).hasSize(7);
        assertThat(pages.subList(0, 6)).allMatch(page -> !page.complete() && page.nextCursor() != null);
        assertThat(pages.getLast().complete()).isTrue();
        assertThat(pages.stream().mapToLong(AuditPage::scanned).sum()).isEqualTo(21);
        assertThat(pages.getFirst().scanned()).isEqualTo(3);
    }

    @Test
    void aSearchThatRunsOutOfTimeStillGetsOn() {
        grow(5);
        ChainReader slow = new SlowChain(Duration.ofSeconds(1));
        AuditSearch search = new AuditSearch(
                slow, SealedLog.NONE, cursors, new SearchBudget(1000, Duration.ofMillis(1), 4_000_000), clock);

        List<AuditPage> pages =
                walk(search, AuditQuery.builder().actor("nobody").build(), 10);

        assertThat(pages).hasSize(6).allMatch(page -> page.scanned() == 1);
    }

    @Test
    void aPageThatWouldGrowTooLargeIsCutShort() {
        grow(10);
        AuditSearch search = search(new SearchBudget(1000, Duration.ofSeconds(5), 2_000));

        List<AuditPage> pages = walk(search, AuditQuery.builder().build(), 500);

        assertThat(pages.size()).isGreaterThan(2);
        assertThat(pages.subList(0, pages.size() - 1)).allMatch(page -> !page.complete());
        assertThat(seqs(pages)).hasSize(11);
    }

    @Test
    void anEntryThatIsLargerThanAPageIsStillAnswered() {
        grow(3);
        AuditSearch search = search(new SearchBudget(1000, Duration.ofSeconds(5), 1));

        assertThat(seqs(walk(search, AuditQuery.builder().build(), 500))).containsExactly(3L, 2L, 1L, 0L);
    }

    @Test
    void aRangeOfTimeIsFoundWithoutReadingWhatIsBesideIt() {
        grow(200);
        Instant from = timeOf(100);
        Instant to = timeOf(104);
        for (Order order : Order.values()) {
            AuditPage page = search(AMPLE)
                    .search(
                            ORIGIN,
                            AuditQuery.builder()
                                    .time(new TimeRange(from, to))
                                    .order(order)
                                    .build(),
                            50,
                            null);
            assertThat(page.entries()).hasSize(4);
            assertThat(page.scanned()).isLessThan(8);
            assertThat(page.nextCursor()).isNull();
        }
    }

    @Test
    void whatIsKeptNoLongerIsSaidToBeMissing() {
        grow(10);
        ChainReader shortened = new ForgetfulChain(4);
        AuditSearch search = new AuditSearch(shortened, SealedLog.NONE, cursors, AMPLE, clock);

        AuditPage newest = search.search(ORIGIN, AuditQuery.builder().build(), 50, null);
        AuditPage oldest = search.search(
                ORIGIN, AuditQuery.builder().order(Order.OLDEST_FIRST).build(), 50, null);

        assertThat(newest.entries()).extracting(LoggedEntry::seq).containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L);
        assertThat(newest.complete()).isFalse();
        assertThat(newest.nextCursor()).isNull();
        assertThat(oldest.entries()).extracting(LoggedEntry::seq).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(oldest.complete()).isFalse();
    }

    @Test
    void aChainThatIsNotOpenIsNotAnEmptyOne() {
        Origin other = new Origin("search.test", "other", 1);

        assertThatThrownBy(
                        () -> search(AMPLE).search(other, AuditQuery.builder().build(), 50, null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    void aCursorOfAnotherLogIsRefused() {
        grow(5);
        String cursor = search(AMPLE)
                .search(ORIGIN, AuditQuery.builder().build(), 2, null)
                .nextCursor();

        assertThatThrownBy(() ->
                        search(AMPLE).search(ORIGIN.next(), AuditQuery.builder().build(), 2, cursor))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_CURSOR));
    }

    @RepeatedTest(100)
    void noPageMissesOrRepeatsAnEntryWhateverTheBudget() {
        grow(random.nextInt(60));
        Order order = random.nextBoolean() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
        SearchBudget budget =
                new SearchBudget(1 + random.nextInt(6), Duration.ofSeconds(5), 1 + random.nextInt(20_000));
        AuditQuery query =
                AuditQuery.builder().order(order).q("user").time(range()).build();
        long sizeBefore = chain.head(ORIGIN).orElseThrow().size();

        List<AuditPage> pages = new ArrayList<>();
        String cursor = null;
        do {
            AuditPage page = search(budget).search(ORIGIN, query, 1 + random.nextInt(20), cursor);
            pages.add(page);
            cursor = page.nextCursor();
            if (cursor != null && pages.size() < MOST_GROWTHS) {
                grow(random.nextInt(4));
            }
        } while (cursor != null);

        long size = order == Order.NEWEST_FIRST
                ? sizeBefore
                : chain.head(ORIGIN).orElseThrow().size();
        List<Long> expected = chain
                .blocks(ORIGIN, 0, chain.head(ORIGIN).orElseThrow().n() + 1)
                .stream()
                .flatMap(block -> block.entries().stream())
                .filter(logged -> logged.seq() < size && query.matches(logged.entry()))
                .map(LoggedEntry::seq)
                .toList();
        assertThat(seqs(pages))
                .as("seed %d", seed)
                .isEqualTo(order == Order.NEWEST_FIRST ? expected.reversed() : expected);
    }

    private TimeRange range() {
        Instant from = START.plusSeconds(random.nextInt(2_000));
        return switch (random.nextInt(4)) {
            case 0 -> new TimeRange(from, null);
            case 1 -> new TimeRange(null, from);
            case 2 -> new TimeRange(from, from.plusSeconds(random.nextInt(2_000)));
            default -> TimeRange.ALL;
        };
    }

    private AuditSearch search(SearchBudget budget) {
        return new AuditSearch(chain, SealedLog.NONE, cursors, budget, clock);
    }

    private static List<AuditPage> walk(AuditSearch search, AuditQuery query, int limit) {
        List<AuditPage> pages = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            AuditPage page = search.search(ORIGIN, query, limit, cursor);
            pages.add(page);
            cursor = page.nextCursor();
        } while (cursor != null);
        return pages;
    }

    private static List<Long> seqs(List<AuditPage> pages) {
        return pages.stream()
                .flatMap(page -> page.entries().stream())
                .map(LoggedEntry::seq)
                .toList();
    }

    private Instant timeOf(long seq) {
        return chain.block(ORIGIN, seq)
                .orElseThrow()
                .entries()
                .getFirst()
                .entry()
                .time();
    }

    /** Blocks of one entry each, a minute apart. */
    private void grow(int blocks) {
        for (int i = 0; i < blocks; i++) {
            clock.move(Duration.ofMinutes(1));
            outbox.record(ORIGIN.tenant(), List.of(SampleEvents.one(random)));
            sequencer.drain(Tenant.of(ORIGIN), Deadline.NONE);
        }
    }

    /** The chain, whose every answer takes a while. */
    private final class SlowChain implements ChainReader {
        private final Duration time;

        SlowChain(Duration time) {
            this.time = time;
        }

        @Override
        public Optional<Head> head(Origin origin) {
            return chain.head(origin);
        }

        @Override
        public Optional<Block> block(Origin origin, long n) {
            clock.move(time);
            return chain.block(origin, n);
        }

        @Override
        public List<Block> blocks(Origin origin, long fromN, long toN) {
            clock.move(time);
            return chain.blocks(origin, fromN, toN);
        }

        @Override
        public Map<UUID, Position> positions(Origin origin, Collection<UUID> wanted) {
            return chain.positions(origin, wanted);
        }
    }

    /** The chain without its first blocks. */
    private final class ForgetfulChain implements ChainReader {
        private final long firstKept;

        ForgetfulChain(long firstKept) {
            this.firstKept = firstKept;
        }

        @Override
        public Optional<Head> head(Origin origin) {
            return chain.head(origin);
        }

        @Override
        public Optional<Block> block(Origin origin, long n) {
            return n < firstKept ? Optional.empty() : chain.block(origin, n);
        }

        @Override
        public List<Block> blocks(Origin origin, long fromN, long toN) {
            return chain.blocks(origin, Math.max(firstKept, fromN), toN);
        }

        @Override
        public Map<UUID, Position> positions(Origin origin, Collection<UUID> wanted) {
            return chain.positions(origin, wanted);
        }
    }
}
