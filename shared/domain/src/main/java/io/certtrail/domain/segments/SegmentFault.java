package io.certtrail.domain.segments;

import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.ledger.checkpoint.Origin;

/**
 * A segment is not as it was sealed: it can't be read, and says where and why. Nothing is answered from it; while the
 * chain's blocks are there it is sealed again from them.
 */
public final class SegmentFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
        /** The object is not there. */
        MISSING,
        /** The object ends too early. */
        TRUNCATED,
        /** The object holds something else than was sealed there. */
        OTHER_CONTENT,
        /** It is of a version that this software does not know. */
        OTHER_VERSION
    }

    private final transient Origin origin;
    private final Kind kind;
    private final String path;
    private final String expected;
    private final String found;

    /**
     * A fault.
     *
     * @param path the object
     */
    public SegmentFault(Origin origin, Kind kind, String path, String expected, String found) {
        super("%s: %s: expected %s, found %s".formatted(path, kind, expected, found));
        this.origin = origin;
        this.kind = kind;
        this.path = path;
        this.expected = expected;
        this.found = found;
    }

    public Origin origin() {
        return origin;
    }

    public Kind kind() {
        return kind;
    }

    /** The object that is meant. */
    public String path() {
        return path;
    }

    /** The same, to be recorded in the ledger. */
    public IntegrityFinding asFinding() {
        return new IntegrityFinding(origin, path, expected, kind + ": " + found);
    }
}
