package io.certtrail.domain.segments;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Some entries of a chain in a row, all of one UTC day, as they were sealed: they never change, and neither does this.
 * Where one ends follows from the chain alone ({@link SegmentDraft#takes}), so two that seal at once seal the same.
 *
 * @param fromSeq the first entry's place in the chain
 * @param toSeq the place after the last one's
 * @param firstTime when the first entry was recorded
 * @param lastTime when the last one was
 * @param root the Merkle tree hash of these leaves alone (RFC 6962 §2.1, MTH(D[from:to])): names the contents, whatever
 *     bytes they are compressed to
 */
public record Segment(Origin origin, long fromSeq, long toSeq, Instant firstTime, Instant lastTime, Hash root) {
    /** A segment ends before each entry whose place is a multiple of this: a full one is a subtree of the log. */
    public static final int MAX_ENTRIES = 16_384;

    /**
     * A segment.
     *
     * @throws IllegalArgumentException if there is no such range, or it is not of one day
     */
    public Segment {
        if (fromSeq < 0 || toSeq <= fromSeq || toSeq - fromSeq > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "a segment has 1 to %d entries, found %d to %d".formatted(MAX_ENTRIES, fromSeq, toSeq));
        }
        if (lastTime.isBefore(firstTime) || !day(firstTime).equals(day(lastTime))) {
            throw new IllegalArgumentException(
                    "a segment is of one day in the order of time, found %s to %s".formatted(firstTime, lastTime));
        }
    }

    /** The day in UTC on which an entry of that time is sealed. */
    public static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The day of all its entries, in UTC. */
    public LocalDate day() {
        return day(firstTime);
    }

    public int entries() {
        return Math.toIntExact(toSeq - fromSeq);
    }

    public boolean holds(long seq) {
        return fromSeq <= seq && seq < toSeq;
    }

    /** Its place and contents as a short text, the same for the same entries; unique in its chain. */
    public String id() {
        return "%016d-%016d-%s".formatted(fromSeq, toSeq, root.hex());
    }
}
