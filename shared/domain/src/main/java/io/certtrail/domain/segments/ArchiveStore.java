package io.certtrail.domain.segments;

import io.certtrail.domain.publish.StoredObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where the contents of all chains are kept: private objects by their paths ({@link SegmentPaths}). Reads see what was
 * written before they began. Safe for use by many threads.
 */
public interface ArchiveStore {
    /** The most objects that one list names, and one call deletes (S3, ListObjectsV2 and DeleteObjects). */
    int MOST_AT_ONCE = 1_000;

    /**
     * An object of a list.
     *
     * @param bytes its length
     */
    record Listed(String path, long bytes) {}

    /**
     * The first objects of a prefix, in the order of their paths' bytes.
     *
     * @param after the path that the list begins after; empty for its beginning
     * @param limit the most that are named, 1 to {@value #MOST_AT_ONCE}
     */
    List<Listed> list(String prefix, String after, int limit);

    /** A whole object. */
    Optional<StoredObject> read(String path);

    /**
     * A part of an object: as many bytes from {@code offset} on as there are, at most {@code length}; none beyond its end.
     * Empty if there is no such object.
     *
     * @param length 1 or more
     */
    Optional<byte[]> read(String path, long offset, int length);

    /**
     * Writes an object if there is none at that path. Repeatable.
     *
     * @return whether it did; if not, one is there, of whatever content
     */
    boolean putIfAbsent(String path, byte[] content);

    /**
     * Writes an object over the one that was read.
     *
     * @param version of what was read
     * @return whether it did; if not, another is there now: read again
     */
    boolean replace(String path, String version, byte[] content);

    /** Deletes objects; those that are not there are left out. Repeatable. */
    void delete(Collection<String> paths);
}
