package io.certtrail.search.index;

import java.io.Serial;

/** An index is not as it was written, or not the one that was wanted. Nothing is answered from it: it is made again. */
public final class IndexFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Kind {
        /** It is not there. */
        MISSING,
        /** It ends too early, or goes on too long. */
        TRUNCATED,
        /** It holds something else than was written. */
        OTHER_CONTENT,
        /** It is the index of other entries. */
        SWAPPED,
        /** It is of a version that this software does not know. */
        OTHER_VERSION
    }

    private final Kind kind;

    public IndexFault(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    public IndexFault(Kind kind, String detail, Throwable cause) {
        super(detail, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
