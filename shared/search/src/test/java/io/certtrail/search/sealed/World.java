package io.certtrail.search.sealed;

import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.AuditSearch;
import io.certtrail.domain.audit.Cursors;
import io.certtrail.domain.audit.SealedLog;
import io.certtrail.domain.audit.SearchBudget;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentPaths;
import io.certtrail.domain.segments.Segments;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.search.RandomEntries;
import io.certtrail.search.store.BlobFiles;
import io.certtrail.search.store.Catalogue;
import io.certtrail.search.store.IndexCache;
import io.certtrail.search.store.IndexShelf;
import io.certtrail.search.store.IndexSource;
import io.certtrail.search.store.IndexUpkeep;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.segments.SealedEntries;
import io.certtrail.testkit.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A chain that grows, is sealed, indexed, damaged and pruned at random, and searches of it. Not thread-safe. */
final class World {
    static final Origin ORIGIN = new Origin("sealed.test", "default", 1);

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    /** With so many entries a page holds more than a few. */
    private static final int LARGE = 50_000;

    final MemoryArchiveStore store = new MemoryArchiveStore();
    final List<LoggedEntry> entries = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    private final Random random;
    private final MovableClock clock = new MovableClock(START);
    private final RandomEntries source;
    private final ListChain chain;
    private final Path folder;
    private long sealedTo;
    private long keptFrom;
    private Instant keptFromTime = Instant.MIN;
    private final Duration maxAge;
    private IndexedLog log;

    World(Random random, int longestGapMs, Path folder) {
        this(random, new RandomEntries(random, START, longestGapMs), folder);
    }

    World(Random random, RandomEntries source, Path folder) {
        this.random = random;
        this.folder = folder;
        this.source = source;
        chain = new ListChain(ORIGIN, random);
        maxAge = random.nextBoolean() ? MAX_AGE : Duration.ZERO;
        log = process();
    }

    /** Another process, that remembers what is in its files alone. */
    private IndexedLog process() {
        boolean isSmall = random.nextInt(6) == 0;
        return process(
                new BlobFiles(folder, isSmall ? 1 + random.nextInt(300_000) : 20_000_000),
                isSmall ? 1 + random.nextInt(200_000) : 20_000_000);
    }

    private IndexedLog process(BlobFiles files, long indexBytes) {
        Segments segments = segments(store);
        IndexShelf shelf = new IndexShelf(new DerivedObjects(store));
        IndexCache cache = new IndexCache(indexBytes, files);
        return new IndexedLog(
                new Catalogue(segments, shelf, maxAge, clock),
                new IndexSource(segments, shelf, cache, (key, fault) -> faults.add(key + ": " + fault.getMessage())),
                new HitReader(segments, 1 + random.nextInt(4_000_000)),
                origin -> keptFromTime);
    }

    AuditSearch search() {
        SearchBudget budget = entries.size() > LARGE || random.nextInt(4) > 0
                ? SearchBudget.DEFAULT
                : new SearchBudget(
                        1 + random.nextInt(8),
                        random.nextInt(4) == 0 ? Duration.ZERO : Duration.ofSeconds(5),
                        random.nextInt(8) == 0 ? 1_000 : 1 + random.nextInt(200_000),
                        random.nextInt(3) == 0 ? 1 + random.nextInt(1_000) : 1L << random.nextInt(10, 24));
        return search(budget);
    }

    AuditSearch search(SearchBudget budget) {
        return new AuditSearch(chain, log, new Cursors(new byte[32]), budget, clock);
    }

    /** A process that has nothing in memory, nor in its files. */
    AuditSearch newcomer(SearchBudget budget) {
        log = process(new BlobFiles(folder, 0), 20_000_000);
        return search(budget);
    }

    /** What is sealed, as it is known now. */
    SealedLog.Look look() {
        return log.look(ORIGIN);
    }

    /** What there is to be found. */
    List<LoggedEntry> matching(AuditQuery query) {
        return entries.stream()
                .filter(logged -> logged.seq() >= keptFrom && query.matches(logged.entry()))
                .toList();
    }

    long keptFrom() {
        return keptFrom;
    }

    /** What was remembered is too old now. */
    void waitAWhile() {
        clock.move(MAX_AGE.plusSeconds(1));
    }

    void grow(int count) {
        List<LoggedEntry> some = source.next(count);
        entries.addAll(some);
        chain.grow(some);
    }

    void step() {
        switch (random.nextInt(9)) {
            case 0, 1 -> grow(1 + random.nextInt(250));
            case 2, 3 -> seal((int) sealedTo + random.nextInt(entries.size() - (int) sealedTo + 1));
            case 4 -> upkeep(Deadline.NONE);
            case 5 -> dyingUpkeep();
            case 6 -> prune();
            case 7 -> damage();
            default -> log = process();
        }
    }

    void seal(int to) {
        if (to > sealedTo) {
            SealedEntries.seal(store, ORIGIN, entries.subList((int) sealedTo, to));
            sealedTo = to;
        }
    }

    IndexUpkeep.Done upkeep(Deadline deadline) {
        return upkeep(store).run(ORIGIN, deadline);
    }

    private IndexUpkeep upkeep(ArchiveStore archive) {
        return new IndexUpkeep(
                segments(archive),
                new IndexShelf(new DerivedObjects(archive)),
                (key, fault) -> faults.add(key + ": " + fault.getMessage()));
    }

    private void dyingUpkeep() {
        try {
            upkeep(new KillingStore(store, random.nextInt(12), random.nextBoolean()))
                    .run(ORIGIN, Deadline.NONE);
        } catch (KillingStore.Killed e) {
            // It is begun again some time.
        }
    }

    /** Drops the oldest segments, with or without having made the others' indexes before. */
    void prune() {
        List<Segment> all = segments(store).all(ORIGIN);
        if (all.size() < 2) {
            return;
        }
        Segment first = all.get(1 + random.nextInt(Math.min(4, all.size() - 1)));
        List<Segment> dropped = all.stream()
                .filter(segment -> segment.firstTime().isBefore(first.firstTime()))
                .toList();
        if (dropped.isEmpty()) {
            return;
        }
        // What is dropped was sealed long ago: everybody knows.
        waitAWhile();
        keptFrom = dropped.getLast().toSeq();
        if (random.nextBoolean()) {
            upkeep(store).run(ORIGIN, keptFrom, Deadline.NONE);
        }
        keptFromTime = first.firstTime();
        chain.dropBefore(keptFrom);
        DerivedObjects derived = new DerivedObjects(store);
        derived.delete(
                ORIGIN,
                derived.all(ORIGIN).stream()
                        .filter(name -> name.fromSeq() < keptFrom)
                        .toList());
        store.delete(dropped.stream().map(SegmentPaths::data).toList());
    }

    private Segments segments(ArchiveStore archive) {
        return new Segments(archive, origin -> keptFromTime);
    }

    /** Changes, cuts, removes or swaps an index. */
    private void damage() {
        List<String> indexes = store.paths().stream()
                .filter(path -> path.startsWith("derived/"))
                .toList();
        if (indexes.isEmpty()) {
            return;
        }
        String path = indexes.get(random.nextInt(indexes.size()));
        byte[] content = store.read(path).orElseThrow().content();
        switch (random.nextInt(4)) {
            case 0 -> {
                content[random.nextInt(content.length)] ^= 1;
                store.tamper(path, content);
            }
            case 1 -> store.tamper(path, Arrays.copyOf(content, random.nextInt(content.length)));
            case 2 -> store.delete(List.of(path));
            default ->
                store.tamper(
                        path,
                        store.read(indexes.get(random.nextInt(indexes.size())))
                                .orElseThrow()
                                .content());
        }
    }
}
