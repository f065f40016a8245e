package io.certtrail.domain.retention;

import io.certtrail.domain.segments.ArchiveStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where contents lie beyond their retention: private objects by their paths ({@link VaultPaths}), each locked until a time
 * of its own (S3 User Guide, "Locking objects with Object Lock"). Reads see what was written before they began. Safe for
 * use by many threads.
 */
public interface Vault {
    /** Whether it locks: what stands in for a cloud may not. */
    boolean locks();

    /** The first objects of a prefix, as {@link ArchiveStore#list}. */
    List<ArchiveStore.Listed> list(String prefix, String after, int limit);

    /** A whole object. */
    Optional<byte[]> read(String path);

    /**
     * Writes an object, over what is there: what was there is locked as before, behind it. Repeatable.
     *
     * @param until it can't be deleted or changed before this; later than now
     */
    void put(String path, byte[] content, Instant until);

    /** Until when an object is locked; empty if it is not, or is not there. */
    Optional<Instant> lockedUntil(String path);

    /** Deletes objects that are locked no longer; those that are not there are left out. Repeatable. */
    void delete(Collection<String> paths);
}
