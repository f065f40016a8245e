package io.certtrail.ledger.published;

import org.jspecify.annotations.Nullable;

/**
 * Where something is.
 *
 * @param object the path of the object in the log; or, of a checkpoint that was kept elsewhere, the name it was given by
 * @param seq of the entry, where it is one's
 */
public record LogPlace(String object, @Nullable Long seq) {
    static LogPlace of(String object) {
        return new LogPlace(object, null);
    }

    LogPlace at(long entry) {
        return new LogPlace(object, entry);
    }

    @Override
    public String toString() {
        return object + (seq == null ? "" : ", seq " + seq);
    }
}
