package io.certtrail.domain.exports;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of the work on an export from one attempt to the next.
 *
 * @param basis what it stands on; null until the first attempt chose it
 * @param mark where an attempt left off whose time was up; null if the next one begins anew
 */
public record Work(
        @Nullable Basis basis, Progress progress, @Nullable MarkPlace mark) {
    public static final Work NONE = new Work(null, Progress.NONE, null);

    Work on(Basis chosen) {
        return new Work(chosen, progress, mark);
    }

    Work at(Progress reached) {
        return new Work(basis, reached, mark);
    }

    Work leftAt(MarkPlace place) {
        return new Work(basis, progress, place);
    }

    /** The same from the beginning. */
    Work anew() {
        return new Work(basis, Progress.NONE, null);
    }
}
