package io.certtrail.domain.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.segments.SegmentFault.Kind;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the sealed segments of chains. What is read is held against its manifest, by place and hash: what is not as it
 * was sealed is a {@link SegmentFault}, never an answer. Nothing is kept in memory. Safe for use by many threads.
 *
 * <pre>{@code
 * for (Segment segment : segments.all(origin)) {              // 1 request for each 1,000 segments
 *     Manifest manifest = segments.manifest(segment);          // 1 request
 *     segments.chunk(manifest, manifest.chunkOf(seq)).at(seq); // 1 request, for any of its 256 entries at most
 * }
 * }</pre>
 */
public final class Segments {
    /** Chunks that lie one after the other are read by one request, up to so many bytes. */
    private static final int BYTES_AT_ONCE = 4 * 1024 * 1024;

    private final ArchiveStore store;
    private final Function<Origin, Instant> keptFrom;

    /** All that was ever sealed; what was dropped since is named, and can't be read. */
    public Segments(ArchiveStore store) {
        this(store, origin -> Instant.MIN);
    }

    /**
     * What is sealed and may be shown.
     *
     * @param keptFrom what was recorded before this has expired: it is not named, dropped or not
     */
    public Segments(ArchiveStore store, Function<Origin, Instant> keptFrom) {
        this.store = store;
        this.keptFrom = keptFrom;
    }

    /** What reads the entries of one chunk after another. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes a chunk's entries, in order.
         *
         * @return whether to go on
         */
        boolean visit(Chunk chunk, List<LoggedEntry> entries);
    }

    /**
     * All of a chain, oldest first.
     *
     * @throws SegmentFault if one is missing between two others
     */
    public List<Segment> all(Origin origin) {
        return from(origin, 0);
    }

    /**
     * The segments of a chain from the one that holds an entry on, oldest first: what is new since the last look, by one
     * request for each 1,000 of them.
     *
     * @throws SegmentFault if one is missing between two others
     */
    public List<Segment> from(Origin origin, long seq) {
        List<Segment> newestFirst = new ArrayList<>();
        String after = "";
        boolean isEnd = false;
        while (!isEnd) {
            List<ArchiveStore.Listed> some =
                    store.list(SegmentPaths.manifests(origin), after, ArchiveStore.MOST_AT_ONCE);
            isEnd = some.size() < ArchiveStore.MOST_AT_ONCE;
            for (ArchiveStore.Listed listed : some) {
                after = listed.path();
                Segment segment = SegmentPaths.segment(origin, after);
                isEnd = isEnd || segment.fromSeq() <= seq;
                if (segment.toSeq() > seq) {
                    requireNext(newestFirst, segment);
                    newestFirst.add(segment);
                }
            }
        }
        requireOldest(newestFirst, seq);
        Instant kept = keptFrom.apply(origin);
        newestFirst.removeIf(segment -> segment.firstTime().isBefore(kept));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static void requireOldest(List<Segment> newestFirst, long seq) {
        if (!newestFirst.isEmpty() && newestFirst.getLast().fromSeq() > seq) {
            Segment oldest = newestFirst.getLast();
            throw new SegmentFault(
                    oldest.origin(),
                    Kind.MISSING,
                    SegmentPaths.manifests(oldest.origin()),
                    "the manifest of a segment that holds entry " + seq,
                    "none before that of entry " + oldest.fromSeq());
        }
    }

    private static void requireNext(List<Segment> newestFirst, Segment segment) {
        if (!newestFirst.isEmpty() && newestFirst.getLast().fromSeq() != segment.toSeq()) {
            Segment later = newestFirst.getLast();
            throw new SegmentFault(
                    segment.origin(),
                    segment.toSeq() < later.fromSeq() ? Kind.MISSING : Kind.OTHER_CONTENT,
                    SegmentPaths.manifests(segment.origin()),
                    "the manifest of a segment up to entry " + later.fromSeq(),
                    "one of entries %d to %d".formatted(segment.fromSeq(), segment.toSeq()));
        }
    }

    /** The last one that is sealed, expired or not; empty if none is. One request. */
    public Optional<Segment> latest(Origin origin) {
        return store.list(SegmentPaths.manifests(origin), "", 1).stream()
                .map(listed -> SegmentPaths.segment(origin, listed.path()))
                .findFirst();
    }

    /**
     * What a segment's object holds. One request.
     *
     * @throws SegmentFault if the manifest is not as it was written
     */
    public Manifest manifest(Segment segment) {
        String path = SegmentPaths.manifest(segment);
        StoredObject object = store.read(path)
                .orElseThrow(() ->
                        new SegmentFault(segment.origin(), Kind.MISSING, path, "the manifest of a segment", "nothing"));
        return ManifestJson.parse(segment, object.content());
    }

    /**
     * The entries of one chunk, to be read one by one. One request, of the chunk's bytes.
     *
     * @throws SegmentFault if they are not as they were sealed
     */
    public ChunkEntries chunk(Manifest manifest, Chunk chunk) {
        byte[] bytes = bytes(manifest, chunk.offset(), chunk.length());
        requireSealed(manifest, chunk, bytes);
        try {
            return new ChunkEntries(
                    manifest, chunk, ChunkLines.lines(bytes, chunk.fromSeq(), chunk.entries(), chunk.lineBytes()));
        } catch (IllegalArgumentException e) {
            throw unreadable(manifest, chunk, e);
        }
    }

    /**
     * Hands on the entries from a place in the segment to its end, chunk by chunk, with few requests and some megabytes of
     * memory. The first chunk may begin before that place.
     *
     * @throws SegmentFault if they are not as they were sealed
     */
    public void read(Manifest manifest, long fromSeq, Visitor visitor) {
        long next = Math.max(fromSeq, manifest.segment().fromSeq());
        boolean goesOn = true;
        while (goesOn && next < manifest.segment().toSeq()) {
            ChunkRun run = run(manifest, next, BYTES_AT_ONCE);
            for (Chunk chunk : run.chunks()) {
                goesOn = goesOn && visitor.visit(chunk, run.entries(chunk));
                next = chunk.toSeq();
            }
        }
    }

    /**
     * The chunk that holds a place, and as many after it as one request brings. They are checked when they are unpacked.
     *
     * @param seq one that the segment holds
     * @param most bytes of all chunks after the first
     * @throws SegmentFault if the segment's object is not there, or ends before them
     */
    public ChunkRun run(Manifest manifest, long seq, int most) {
        List<Chunk> chunks = new ArrayList<>();
        long bytes = 0;
        for (Chunk chunk : manifest.chunks()) {
            bytes += chunk.toSeq() > seq ? chunk.length() : 0;
            if (chunk.toSeq() > seq && (chunks.isEmpty() || bytes <= most)) {
                chunks.add(chunk);
            }
        }
        Chunk first = chunks.getFirst();
        Chunk last = chunks.getLast();
        int length = Math.toIntExact(last.offset() + last.length() - first.offset());
        return new ChunkRun(manifest, chunks, bytes(manifest, first.offset(), length));
    }

    private byte[] bytes(Manifest manifest, long offset, int length) {
        byte[] bytes = store.read(manifest.path(), offset, length)
                .orElseThrow(() -> fault(manifest, Kind.MISSING, manifest.bytes() + " bytes", "nothing"));
        if (bytes.length < length) {
            throw fault(manifest, Kind.TRUNCATED, manifest.bytes() + " bytes", "an end at " + (offset + bytes.length));
        }
        return bytes;
    }

    static List<LoggedEntry> entries(Manifest manifest, Chunk chunk, byte[] bytes) {
        requireSealed(manifest, chunk, bytes);
        try {
            return ChunkLines.unpack(
                    manifest.segment().origin(), bytes, chunk.fromSeq(), chunk.entries(), chunk.lineBytes());
        } catch (IllegalArgumentException e) {
            throw unreadable(manifest, chunk, e);
        }
    }

    private static void requireSealed(Manifest manifest, Chunk chunk, byte[] bytes) {
        Hash found = Hash.sha256(bytes);
        if (!found.equals(chunk.sha256())) {
            throw fault(
                    manifest,
                    Kind.OTHER_CONTENT,
                    "entries %d to %d with the SHA-256 %s".formatted(chunk.fromSeq(), chunk.toSeq(), chunk.sha256()),
                    found.hex());
        }
    }

    static SegmentFault unreadable(Manifest manifest, Chunk chunk, IllegalArgumentException why) {
        return fault(
                manifest,
                Kind.OTHER_CONTENT,
                "entries %d to %d".formatted(chunk.fromSeq(), chunk.toSeq()),
                String.valueOf(why.getMessage()));
    }

    private static SegmentFault fault(Manifest manifest, Kind kind, String expected, String found) {
        return new SegmentFault(manifest.segment().origin(), kind, manifest.path(), expected, found);
    }
}
