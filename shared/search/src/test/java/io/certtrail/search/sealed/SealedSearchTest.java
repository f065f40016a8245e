package io.certtrail.search.sealed;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.audit.Allowance;
import io.certtrail.domain.audit.AuditCounts;
import io.certtrail.domain.audit.AuditPage;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.AuditSearch;
import io.certtrail.domain.audit.Facet;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.SealedLog;
import io.certtrail.domain.audit.SearchBudget;
import io.certtrail.domain.audit.Tally;
import io.certtrail.domain.audit.TimeBuckets;
import io.certtrail.domain.audit.TimeRange;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.search.RandomEntries;
import io.certtrail.search.RandomQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer beside a plain scan of the same entries. */
class SealedSearchTest {
    private static final int STEPS = 16;
    private static final int QUERIES_A_STEP = 2;
    private static final int MOST_CHANGES = 8;

    /** 256 entries, compressed. */
    private static final long MOST_OF_A_CHUNK = 60_000;

    @TempDir
    private Path folder;

    @Test
    void everyAnswerIsThatOfAPlainScan() {
        long first = Long.getLong("certtrail.seed", new Random().nextLong());
        int schedules = Integer.getInteger("certtrail.schedules", 2);
        for (long seed : LongStream.range(first, first + schedules).toArray()) {
            try {
                schedule(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void schedule(long seed) {
        Random random = new Random(seed);
        int gap = List.of(0, 1_000, 3_000_000).get(random.nextInt(3));
        World world = new World(random, gap, folder.resolve(Long.toUnsignedString(seed)));
        world.grow(1 + random.nextInt(1_200));
        for (int i = 0; i < STEPS; i++) {
            world.step();
            world.waitAWhile();
            RandomQueries queries = new RandomQueries(random, world.entries);
            for (int j = 0; j < QUERIES_A_STEP; j++) {
                AuditQuery query = queries.next();
                pagesWhileNothingChanges(world, query, random);
                counts(world, query, random);
            }
            pagesWhileEverythingChanges(world, queries.next(), random);
        }
    }

    private static void pagesWhileNothingChanges(World world, AuditQuery query, Random random) {
        List<Long> found = seqs(walk(world, query, random, page -> {}));
        assertThat(found).as("%s", query).isEqualTo(expected(world, query));
    }

    /** What is there from the first page on to the last is found once; nothing else than what was there, or came after the last. */
    private static void pagesWhileEverythingChanges(World world, AuditQuery query, Random random) {
        List<Long> before = expected(world, query);
        List<AuditPage> pages = walk(world, query, random, number -> {
            if (number < MOST_CHANGES) {
                world.step();
            }
        });
        List<Long> found = seqs(pages);
        List<Long> after = expected(world, query);
        List<Long> throughout = before.stream().filter(after::contains).toList();
        assertThat(found).as("%s", query).containsAll(throughout);
        if (query.order() == Order.NEWEST_FIRST) {
            assertThat(before).as("%s", query).containsAll(found);
            assertThat(found).as("%s", query).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        } else {
            assertThat(found).as("%s", query).isSorted();
        }
        assertThat(new TreeSet<>(found)).as("%s", query).hasSameSizeAs(found);
        pages.stream()
                .flatMap(page -> page.entries().stream())
                .forEach(logged ->
                        assertThat(world.entries.get((int) logged.seq())).isEqualTo(logged));
    }

    private static List<Long> expected(World world, AuditQuery query) {
        List<Long> seqs = world.matching(query).stream().map(LoggedEntry::seq).toList();
        return query.order() == Order.OLDEST_FIRST ? seqs : seqs.reversed();
    }

    private static List<AuditPage> walk(World world, AuditQuery query, Random random, Consumer<Integer> between) {
        List<AuditPage> pages = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            AuditPage page = world.search().search(World.ORIGIN, query, 1 + random.nextInt(400), cursor);
            pages.add(page);
            cursor = page.nextCursor();
            if (cursor != null) {
                between.accept(pages.size());
            }
        } while (cursor != null);
        return pages;
    }

    private static List<Long> seqs(List<AuditPage> pages) {
        return pages.stream()
                .flatMap(page -> page.entries().stream())
                .map(LoggedEntry::seq)
                .toList();
    }

    private static void counts(World world, AuditQuery query, Random random) {
        List<LoggedEntry> matching = world.matching(query);
        Tally facets = Tally.of(EnumSet.allOf(Facet.class));
        count(world, query, facets);
        Tally plain = Tally.of(EnumSet.allOf(Facet.class));
        matching.forEach(logged -> plain.add(logged.entry()));
        assertThat(facets.total()).as("%s", query).isEqualTo(matching.size());
        for (Facet facet : Facet.values()) {
            assertThat(facets.counts(facet)).as("%s of %s", facet, query).isEqualTo(plain.counts(facet));
        }
        TimeBuckets buckets = buckets(world, random);
        Tally counted = Tally.of(buckets);
        count(world, query, counted);
        Tally plainly = Tally.of(buckets);
        matching.forEach(logged -> plainly.add(logged.entry()));
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            assertThat(counted.inBucket(bucket)).as("%s", query).isEqualTo(plainly.inBucket(bucket));
        }
    }

    private static TimeBuckets buckets(World world, Random random) {
        TreeSet<Instant> bounds = new TreeSet<>();
        for (int i = 0; i < 2 + random.nextInt(50); i++) {
            Instant time = world.entries
                    .get(random.nextInt(world.entries.size()))
                    .entry()
                    .time();
            bounds.add(time.plusMillis(random.nextInt(3)));
        }
        bounds.add(bounds.first().minusSeconds(1));
        return new TimeBuckets(List.copyOf(bounds));
    }

    private static void count(World world, AuditQuery query, Tally tally) {
        @Nullable String cursor = null;
        do {
            AuditCounts counts = world.search().count(World.ORIGIN, query, tally, cursor);
            assertThat(counts.nextCursor() == null || !counts.complete()).isTrue();
            cursor = counts.nextCursor();
        } while (cursor != null);
    }

    /** By processes that have nothing at hand: each page may read an index and a chunk, whatever they take, and no more than it has. */
    @Test
    void aPageReadsNoMoreOfTheStoreThanItMay() {
        long seed = Long.getLong("certtrail.seed", new Random().nextLong());
        World world = new World(new Random(seed), 40, folder);
        world.grow(20_000);
        world.seal(20_000);
        assertThat(world.upkeep(Deadline.NONE).isDone()).isTrue();
        int bytes = 100_000;
        SearchBudget budget = new SearchBudget(1_000, Duration.ofDays(1), Integer.MAX_VALUE, bytes);
        long mostBeside = largest(world, "derived/") + largest(world, "manifests/") + MOST_OF_A_CHUNK;
        for (Order order : Order.values()) {
            AuditQuery query = AuditQuery.builder().order(order).q("login").build();
            List<Long> found = new ArrayList<>();
            int pages = 0;
            @Nullable String cursor = null;
            do {
                AuditSearch search = world.newcomer(budget);
                long before = world.store.bytesRead();
                AuditPage page = search.search(World.ORIGIN, query, 10_000, cursor);
                assertThat(world.store.bytesRead() - before).as("seed %d", seed).isLessThan(bytes + mostBeside);
                found.addAll(seqs(List.of(page)));
                pages++;
                cursor = page.nextCursor();
                assertThat(page.complete()).as("seed %d", seed).isEqualTo(cursor == null);
            } while (cursor != null);
            assertThat(found)
                    .as("seed %d", seed)
                    .isEqualTo(expected(world, query))
                    .hasSizeGreaterThan(1_000);
            assertThat(pages).as("seed %d", seed).isGreaterThan(4);
        }
    }

    /** The index is at hand, and says where the entries are; the first read shows that some were dropped just now. */
    @Test
    void aPageGetsOnThoughWhatItReadFirstWasDroppedMeanwhile() {
        World world = new World(new Random(1), 40, folder);
        world.grow(1_600);
        for (int to = 100; to <= 1_600; to += 100) {
            world.seal(to);
        }
        assertThat(world.upkeep(Deadline.NONE).isDone()).isTrue();
        AuditQuery query = AuditQuery.builder().order(Order.OLDEST_FIRST).build();
        AuditCounts counts = world.newcomer(SearchBudget.DEFAULT)
                .count(World.ORIGIN, query, Tally.of(EnumSet.of(Facet.ACTION)), null);
        assertThat(counts.complete()).isTrue();
        SealedLog.Look before = world.look();
        world.prune();

        SealedLog.Stretch page = before.find(query, 0, 10, new Allowance(Deadline.NONE, 1));

        assertThat(world.keptFrom()).isPositive();
        assertThat(page.next()).isGreaterThan(world.keptFrom());
        assertThat(page.entries().getFirst().seq()).isEqualTo(world.keptFrom());
    }

    private static long largest(World world, String prefix) {
        return world.store.paths().stream()
                .filter(path -> path.startsWith(prefix))
                .mapToLong(path -> world.store.read(path).orElseThrow().content().length)
                .max()
                .orElseThrow();
    }

    @Test
    void aHundredThousandEntriesOfOneMillisecond() {
        long seed = Long.getLong("certtrail.seed", new Random().nextLong());
        Random random = new Random(seed);
        RandomEntries source = new RandomEntries(random, World.START, 0, List.of("login", "failed", "host-17", "abc"));
        World world = new World(random, source, folder);
        world.grow(100_000);
        world.seal(60_000);
        assertThat(world.upkeep(Deadline.NONE).isDone()).isTrue();
        for (Order order : Order.values()) {
            AuditQuery query = AuditQuery.builder()
                    .order(order)
                    .time(new TimeRange(World.START, World.START.plusMillis(1)))
                    .actor("alice")
                    .q("login")
                    .build();
            List<LoggedEntry> matching = world.matching(query);
            assertThat(matching).as("seed %d", seed).hasSizeGreaterThan(1_000);
            assertThat(seqs(walk(world, query, random, page -> {})))
                    .as("seed %d", seed)
                    .isEqualTo((order == Order.OLDEST_FIRST ? matching : matching.reversed())
                            .stream().map(LoggedEntry::seq).toList());
            Tally facets = Tally.of(EnumSet.of(Facet.ACTION));
            count(world, query, facets);
            assertThat(facets.total()).as("seed %d", seed).isEqualTo(matching.size());
        }
        assertThat(world.faults).as("seed %d", seed).isEmpty();
    }
}
