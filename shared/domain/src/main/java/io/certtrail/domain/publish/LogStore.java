package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Origin;
import java.util.Map;
import java.util.Optional;

/**
 * Where a log is published: objects under the paths of C2SP tlog-tiles, one tree an origin. Reads see what was written
 * before they began. Every call is repeatable. Safe for use by many threads.
 */
public interface LogStore {
    Optional<StoredObject> read(Origin origin, String path);

    /**
     * Writes objects that never change, by their paths; one that is there with the same content is left as it is.
     *
     * @throws io.certtrail.domain.chain.ChainBroken if one is there with other content
     */
    void writeImmutable(Origin origin, Map<String, byte[]> objects);

    /**
     * Writes an object if it is not there ({@code version} empty), or if it still is the version that was read.
     *
     * @return whether it did; if not, read again
     */
    boolean replace(Origin origin, String path, Optional<String> version, byte[] content);

    /** Deletes the partial tiles ({@code <path>.p/<width>}) of the full tile at {@code path}. */
    void deletePartials(Origin origin, String path);
}
