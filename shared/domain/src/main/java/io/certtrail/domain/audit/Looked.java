package io.certtrail.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a walk has looked at. Not thread-safe. */
final class Looked {
    private long scanned;
    private boolean complete = true;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    /** So many entries were looked at. */
    void count(long entries) {
        scanned += entries;
    }

    /** One of them, of the range that was asked, was recorded then. */
    void note(Instant time) {
        oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
        newest = newest == null || time.isAfter(newest) ? time : newest;
    }

    /** Something that was asked for was not looked at. */
    void isIncomplete() {
        complete = false;
    }

    long scanned() {
        return scanned;
    }

    boolean complete() {
        return complete;
    }

    @Nullable
    Instant oldest() {
        return oldest;
    }

    @Nullable
    Instant newest() {
        return newest;
    }
}
