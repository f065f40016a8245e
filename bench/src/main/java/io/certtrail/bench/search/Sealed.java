package io.certtrail.bench.search;

import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.SegmentDraft;
import io.certtrail.domain.segments.SegmentWriter;
import io.certtrail.domain.segments.Segments;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.search.sealed.HitReader;
import io.certtrail.search.sealed.IndexedLog;
import io.certtrail.search.store.BlobFiles;
import io.certtrail.search.store.Catalogue;
import io.certtrail.search.store.IndexCache;
import io.certtrail.search.store.IndexShelf;
import io.certtrail.search.store.IndexSource;
import io.certtrail.search.store.IndexUpkeep;
import io.certtrail.testkit.segments.FolderArchive;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A chain that is sealed and indexed as the publisher does, and searched as the API does. Not thread-safe. */
final class Sealed {
    static final Origin ORIGIN = new Origin("certtrail.bench", "acme", 1);

    private static final long INDEXES_IN_MEMORY = 256L << 20;
    private static final long INDEXES_ON_DISK = 400L << 20;
    private static final long ENTRIES_IN_MEMORY = 16L << 20;
    private static final Duration CATALOGUE_AGE = Duration.ofSeconds(10);

    final FolderArchive archive;
    private final SegmentWriter writer;
    private final IndexUpkeep upkeep;
    private @Nullable SegmentDraft draft;
    private long sealingNanos;
    private long indexingNanos;

    Sealed(Path folder) {
        archive = new FolderArchive(folder);
        writer = new SegmentWriter(archive);
        upkeep = new IndexUpkeep(new Segments(archive), new IndexShelf(new DerivedObjects(archive)), (key, fault) -> {
            throw fault;
        });
    }

    /** Takes the next entry; when a segment is full, seals and indexes it. */
    void add(LoggedEntry entry) {
        SegmentDraft open = draft;
        if (open != null && open.takes(entry)) {
            open.add(entry, entry.seq());
            return;
        }
        seal();
        draft = new SegmentDraft(ORIGIN, entry, entry.seq());
    }

    /** Seals what is open. */
    void seal() {
        SegmentDraft open = draft;
        if (open == null) {
            return;
        }
        long start = System.nanoTime();
        var _ = writer.write(open, (fromSeq, leaves) -> {});
        long sealed = System.nanoTime();
        IndexUpkeep.Done _ = upkeep.run(ORIGIN, Deadline.NONE);
        sealingNanos += sealed - start;
        indexingNanos += System.nanoTime() - sealed;
        draft = null;
    }

    /** How long sealing took so far, without the making of the tree's proof. */
    long sealingNanos() {
        return sealingNanos;
    }

    /** How long making and merging indexes took so far. */
    long indexingNanos() {
        return indexingNanos;
    }

    /** What a new process searches with: it has nothing at hand. */
    IndexedLog process(Path files) {
        Segments segments = new Segments(archive);
        IndexShelf shelf = new IndexShelf(new DerivedObjects(archive));
        return new IndexedLog(
                new Catalogue(segments, shelf, CATALOGUE_AGE, Clock.systemUTC()),
                new IndexSource(
                        segments,
                        shelf,
                        new IndexCache(INDEXES_IN_MEMORY, new BlobFiles(files, INDEXES_ON_DISK)),
                        (key, fault) -> {
                            throw fault;
                        }),
                new HitReader(segments, ENTRIES_IN_MEMORY),
                origin -> Instant.MIN);
    }
}
