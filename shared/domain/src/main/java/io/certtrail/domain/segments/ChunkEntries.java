package io.certtrail.domain.segments;

import io.certtrail.ledger.entry.LoggedEntry;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A chunk's entries, known to be what was sealed, each read when it is asked for: who wants a few of them need not wait for
 * all. In memory it takes what its lines take. Immutable and safe for use by many threads.
 */
public final class ChunkEntries {
    private final Manifest manifest;
    private final Chunk chunk;
    private final List<ByteBuffer> lines;

    ChunkEntries(Manifest manifest, Chunk chunk, List<ByteBuffer> lines) {
        this.manifest = manifest;
        this.chunk = chunk;
        this.lines = List.copyOf(lines);
    }

    public Chunk chunk() {
        return chunk;
    }

    /**
     * The entry at a place.
     *
     * @param seq one that the chunk holds
     * @throws SegmentFault if it can't be read
     * @throws IndexOutOfBoundsException if the chunk does not hold it
     */
    public LoggedEntry at(long seq) {
        int i = Math.toIntExact(seq - chunk.fromSeq());
        try {
            return ChunkLines.entry(manifest.segment().origin(), lines.get(i), seq);
        } catch (IllegalArgumentException e) {
            throw Segments.unreadable(manifest, chunk, e);
        }
    }
}
