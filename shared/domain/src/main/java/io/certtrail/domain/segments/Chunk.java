package io.certtrail.domain.segments;

import io.certtrail.ledger.merkle.Hash;

/**
 * A part of a segment that is read on its own: one gzip member (RFC 1952 §2.2) of some lines.
 *
 * @param fromSeq the first entry's place in the chain
 * @param toSeq the place after the last one's
 * @param offset where its bytes begin in the segment's object
 * @param length how many there are
 * @param lineBytes how many its lines have
 * @param sha256 of its bytes as they are stored
 */
public record Chunk(long fromSeq, long toSeq, long offset, int length, int lineBytes, Hash sha256) {
    /**
     * A chunk ends before each entry whose place is a multiple of this, as the published log's bundles do; and with its
     * segment.
     */
    public static final int MAX_ENTRIES = 256;

    public int entries() {
        return Math.toIntExact(toSeq - fromSeq);
    }
}
