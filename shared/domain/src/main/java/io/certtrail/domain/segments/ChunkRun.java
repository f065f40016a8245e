package io.certtrail.domain.segments;

import io.certtrail.ledger.entry.LoggedEntry;
import java.util.Arrays;
import java.util.List;

/**
 * Chunks of one segment that lie one after the other, as one request brought them: each is held against its manifest and
 * unpacked when it is asked for, so that the memory is that of the bytes and of one chunk. Immutable and safe for use by
 * many threads.
 */
public final class ChunkRun {
    private final Manifest manifest;
    private final List<Chunk> chunks;
    private final byte[] bytes;

    ChunkRun(Manifest manifest, List<Chunk> chunks, byte[] bytes) {
        this.manifest = manifest;
        this.chunks = List.copyOf(chunks);
        this.bytes = bytes;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    public boolean holds(long seq) {
        return chunks.getFirst().fromSeq() <= seq && seq < chunks.getLast().toSeq();
    }

    /**
     * The entries of the chunk that holds a place.
     *
     * @param seq one that {@link #holds}
     * @throws SegmentFault if they are not as they were sealed
     */
    public List<LoggedEntry> around(long seq) {
        return entries(manifest.chunkOf(seq));
    }

    List<LoggedEntry> entries(Chunk chunk) {
        int at = Math.toIntExact(chunk.offset() - chunks.getFirst().offset());
        return Segments.entries(manifest, chunk, Arrays.copyOfRange(bytes, at, at + chunk.length()));
    }
}
