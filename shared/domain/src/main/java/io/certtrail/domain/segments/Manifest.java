package io.certtrail.domain.segments;

import io.certtrail.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What a segment's object holds, and where.
 *
 * @param path the object with its entries
 * @param bytes that object's length
 * @param sha256 of all its bytes
 * @param lastBlock the number of the block that holds its last entry
 * @param chunks its parts, in order; together they are the object
 * @param lastLeaf of its last entry; empty in a manifest of version 1
 */
public record Manifest(
        Segment segment,
        String path,
        long bytes,
        Hash sha256,
        long lastBlock,
        List<Chunk> chunks,
        Optional<LastLeaf> lastLeaf) {
    /**
     * A manifest.
     *
     * @throws IllegalArgumentException if the chunks are not the segment and the object, without a gap; or the last leaf is not
     *     of the last time
     */
    public Manifest {
        if (lastLeaf.filter(last -> !last.opens(segment.lastTime())).isPresent()) {
            throw new IllegalArgumentException(
                    "the last leaf does not commit to %s with this salt".formatted(segment.lastTime()));
        }
        chunks = List.copyOf(chunks);
        long seq = segment.fromSeq();
        long offset = 0;
        for (Chunk chunk : chunks) {
            boolean isNext = chunk.fromSeq() == seq && chunk.offset() == offset && chunk.toSeq() > seq;
            if (!isNext || chunk.length() < 1 || chunk.lineBytes() < 1 || chunk.entries() > Chunk.MAX_ENTRIES) {
                throw new IllegalArgumentException(
                        "expected a chunk of entry %d at %d, found %s".formatted(seq, offset, chunk));
            }
            seq = chunk.toSeq();
            offset += chunk.length();
        }
        if (seq != segment.toSeq() || offset != bytes) {
            throw new IllegalArgumentException("expected chunks up to entry %d and %d bytes, found %d and %d"
                    .formatted(segment.toSeq(), bytes, seq, offset));
        }
        if (lastBlock < 0) {
            throw new IllegalArgumentException("a block has a number from 0, found " + lastBlock);
        }
    }

    /**
     * The part that holds an entry.
     *
     * @throws IllegalArgumentException if the segment does not hold it
     */
    public Chunk chunkOf(long seq) {
        return chunks.stream()
                .filter(chunk -> chunk.fromSeq() <= seq && seq < chunk.toSeq())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s does not hold entry %d".formatted(segment, seq)));
    }
}
