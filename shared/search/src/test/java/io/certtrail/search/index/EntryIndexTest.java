package io.certtrail.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Facet;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.Tally;
import io.certtrail.domain.audit.TimeBuckets;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.search.RandomEntries;
import io.certtrail.search.RandomQueries;
import io.certtrail.search.index.EntryIndex.Range;
import io.certtrail.search.index.IndexFault.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EntryIndexTest {
    private static final Origin ORIGIN = new Origin("index.test", "default", 1);
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final int QUERIES = 100;

    private final long seed = Long.getLong("certtrail.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @RepeatedTest(3)
    void anIndexAnswersAsAPlainScanDoes() {
        List<LoggedEntry> entries = new RandomEntries(random, START, random.nextInt(2) * 5_000).next(2_000);
        int skipped = random.nextInt(100);
        List<LoggedEntry> indexed = entries.subList(skipped, entries.size());
        EntryIndex index = random.nextBoolean() ? made(indexed) : merged(indexed);

        RandomQueries queries = new RandomQueries(random, entries);
        for (int i = 0; i < QUERIES; i++) {
            compare(index, indexed, queries.next());
        }
    }

    private void compare(EntryIndex index, List<LoggedEntry> entries, AuditQuery query) {
        long first = entries.getFirst().seq() + random.nextInt(entries.size());
        Range range = random.nextBoolean()
                ? new Range(0, Long.MAX_VALUE)
                : new Range(first, first + random.nextInt(entries.size()));
        List<LoggedEntry> matching = entries.stream()
                .filter(logged -> range.from() <= logged.seq() && logged.seq() < range.to())
                .filter(logged -> query.matches(logged.entry()))
                .toList();
        List<Long> expected = (query.order() == Order.OLDEST_FIRST ? matching : matching.reversed())
                .stream().map(LoggedEntry::seq).toList();
        List<Long> found = new ArrayList<>();
        for (long seq : index.find(query, range, Integer.MAX_VALUE)) {
            if (EntryIndex.isExact(query)
                    || query.matches(
                            entries.get((int) (seq - entries.getFirst().seq())).entry())) {
                found.add(seq);
            }
        }
        assertThat(found).as("seed %d: %s in %s", seed, query, range).isEqualTo(expected);
        if (EntryIndex.isExact(query)) {
            int limit = 1 + random.nextInt(50);
            assertThat(index.find(query, range, limit))
                    .as("seed %d: the first %d of %s", seed, limit, query)
                    .containsExactly(
                            expected.stream().limit(limit).mapToLong(seq -> seq).toArray());
            compareCounts(index, range, query, matching);
        }
    }

    private void compareCounts(EntryIndex index, Range range, AuditQuery query, List<LoggedEntry> matching) {
        Tally facets = Tally.of(EnumSet.allOf(Facet.class));
        index.count(query, range, facets);
        Tally expected = Tally.of(EnumSet.allOf(Facet.class));
        matching.forEach(logged -> expected.add(logged.entry()));
        assertThat(facets.total()).as("seed %d: %s", seed, query).isEqualTo(expected.total());
        for (Facet facet : Facet.values()) {
            assertThat(facets.counts(facet)).as("seed %d: %s", seed, query).isEqualTo(expected.counts(facet));
        }
        TimeBuckets buckets = new TimeBuckets(List.of(
                START, START.plusMillis(1), START.plusSeconds(60), START.plusSeconds(777), START.plusSeconds(3_000)));
        Tally counted = Tally.of(buckets);
        Tally plain = Tally.of(buckets);
        index.count(query, range, counted);
        matching.forEach(logged -> plain.add(logged.entry()));
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            assertThat(counted.inBucket(bucket)).as("seed %d: %s", seed, query).isEqualTo(plain.inBucket(bucket));
        }
    }

    @Test
    void whatIsNotTheIndexThatWasWantedIsNamed() {
        List<LoggedEntry> entries = new RandomEntries(random, START, 100).next(300);
        IndexKey key = key(entries);
        byte[] blob = IndexMaker.make(key, entries::forEach);

        for (int i = 0; i < 60; i++) {
            byte[] changed = blob.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> EntryIndex.open(key, changed))
                    .as("seed %d", seed)
                    .isInstanceOf(IndexFault.class);
            byte[] cut = java.util.Arrays.copyOf(blob, random.nextInt(blob.length));
            assertThatThrownBy(() -> EntryIndex.open(key, cut))
                    .as("seed %d", seed)
                    .isInstanceOf(IndexFault.class);
        }
        IndexKey other = new IndexKey(ORIGIN, 300, 600, key.contents());
        assertThatThrownBy(() -> EntryIndex.open(other, blob))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.SWAPPED));
    }

    private EntryIndex made(List<LoggedEntry> entries) {
        IndexKey key = key(entries);
        return EntryIndex.open(key, IndexMaker.make(key, entries::forEach));
    }

    private EntryIndex merged(List<LoggedEntry> entries) {
        int third = entries.size() / 3;
        EntryIndex first = made(entries.subList(0, third));
        EntryIndex second = made(entries.subList(third, entries.size() - 7));
        EntryIndex last = made(entries.subList(entries.size() - 7, entries.size()));
        int skipped = random.nextInt(third);
        List<LoggedEntry> kept = entries.subList(skipped, entries.size());
        IndexKey key = key(kept);
        EntryIndex merged = EntryIndex.open(key, IndexMaker.merge(key, List.of(first, second, last)));
        if (skipped == 0) {
            return merged;
        }
        EntryIndex before = made(entries.subList(0, skipped));
        IndexKey whole = key(entries);
        return EntryIndex.open(whole, IndexMaker.merge(whole, List.of(before, merged)));
    }

    private static IndexKey key(List<LoggedEntry> entries) {
        return new IndexKey(ORIGIN, entries.getFirst().seq(), entries.getLast().seq() + 1, Hash.sha256(new byte[] {
            (byte) entries.size()
        }));
    }
}
