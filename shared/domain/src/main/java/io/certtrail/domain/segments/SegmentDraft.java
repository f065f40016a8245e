package io.certtrail.domain.segments;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment while its entries are gathered: they are compressed chunk by chunk, so it takes the memory of its object and
 * of one chunk. Not thread-safe.
 */
public final class SegmentDraft {
    /** A segment ends with the chunk that takes it to so many bytes before they are compressed. */
    static final long MAX_LINE_BYTES = 16L * 1024 * 1024;

    private final Origin origin;
    private final long fromSeq;
    private final Instant firstTime;
    private final ByteArrayOutputStream object = new ByteArrayOutputStream(64 * 1024);
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<LoggedEntry> open = new ArrayList<>(Chunk.MAX_ENTRIES);
    private LoggedEntry last;
    private long lastBlock;
    private long lineBytes;

    /**
     * A segment that begins with this entry.
     *
     * @param block the number of the block that holds it
     */
    public SegmentDraft(Origin origin, LoggedEntry first, long block) {
        this.origin = origin;
        this.fromSeq = first.seq();
        this.firstTime = first.entry().time();
        this.last = first;
        add(first, block);
    }

    /**
     * Whether the next entry of the chain belongs to this segment. It does not if it is of another UTC day; if its place
     * is a multiple of {@link Segment#MAX_ENTRIES}; or if its place is a multiple of {@link Chunk#MAX_ENTRIES} and the
     * lines of the segment have 16 MiB or more. So where a segment ends follows from the chain alone.
     */
    public boolean takes(LoggedEntry next) {
        boolean isLarge = next.seq() % Chunk.MAX_ENTRIES == 0 && lineBytes >= MAX_LINE_BYTES;
        boolean isSameDay =
                Segment.day(firstTime).equals(Segment.day(next.entry().time()));
        return isSameDay && !isLarge && next.seq() % Segment.MAX_ENTRIES != 0;
    }

    /**
     * Adds the next entry.
     *
     * @param block the number of the block that holds it
     */
    public void add(LoggedEntry next, long block) {
        if (next.seq() != toSeq()) {
            throw new IllegalArgumentException("expected entry %d, found %d".formatted(toSeq(), next.seq()));
        }
        open.add(next);
        last = next;
        lastBlock = block;
        if ((next.seq() + 1) % Chunk.MAX_ENTRIES == 0) {
            close();
        }
    }

    private void close() {
        if (!open.isEmpty()) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(64 * 1024);
            int chunkLines = ChunkLines.pack(origin, open, packed);
            chunks.add(new Chunk(
                    open.getFirst().seq(),
                    toSeq(),
                    object.size(),
                    packed.size(),
                    chunkLines,
                    Hash.sha256(packed.toByteArray())));
            object.writeBytes(packed.toByteArray());
            lineBytes += chunkLines;
            open.clear();
        }
    }

    public Origin origin() {
        return origin;
    }

    public long fromSeq() {
        return fromSeq;
    }

    /** The place after its last entry. */
    public long toSeq() {
        return closedSeq() + open.size();
    }

    private long closedSeq() {
        return chunks.isEmpty() ? fromSeq : chunks.getLast().toSeq();
    }

    /** Where its object lies. */
    String path() {
        return SegmentPaths.data(origin, firstTime, fromSeq, toSeq());
    }

    /** Its object, with all entries that were added so far; nothing is added after this. */
    byte[] object() {
        close();
        return object.toByteArray();
    }

    /** The parts of its object. */
    List<Chunk> chunks() {
        close();
        return List.copyOf(chunks);
    }

    /** The segment of these leaves. */
    Segment segment(Hash root) {
        return new Segment(origin, fromSeq, toSeq(), firstTime, last.entry().time(), root);
    }

    LastLeaf lastLeaf() {
        return LastLeaf.of(last);
    }

    long lastBlock() {
        return lastBlock;
    }
}
