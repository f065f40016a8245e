package io.certtrail.domain.publish;

import io.certtrail.ledger.checkpoint.Origin;
import java.util.Optional;

/**
 * Where a log is published: objects under the paths of C2SP tlog-tiles, one tree an origin. Reads see what was written
 * before they began. Safe for use by many threads.
 */
public interface LogStore {
    Optional<StoredObject> read(Origin origin, String path);

    /**
     * Writes an object that never changes; written again with the same content, it is left as it is.
     *
     * @throws io.certtrail.domain.chain.ChainBroken if it is there with other content
     */
    void writeImmutable(Origin origin, String path, byte[] content);

    /**
     * Writes an object if it is not there ({@code version} empty), or if it still is the version that was read.
     *
     * @return whether it did; if not, read again
     */
    boolean replace(Origin origin, String path, Optional<String> version, byte[] content);

    /** Deletes the partial tiles ({@code <path>.p/<width>}) of a tile that is there in full. Repeatable. */
    void deletePartials(Origin origin, String path);
}
