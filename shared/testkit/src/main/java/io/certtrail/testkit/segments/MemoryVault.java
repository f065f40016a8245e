package io.certtrail.testkit.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.retention.Vault;
import io.certtrail.domain.segments.ArchiveStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vault in memory, whose locks hold: who deletes what is locked fails. */
public final class MemoryVault implements Vault {
    private final MemoryArchiveStore objects = new MemoryArchiveStore();
    private final Map<String, Instant> locks = new HashMap<>();
    private final Clock clock;

    public MemoryVault(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean locks() {
        return true;
    }

    @Override
    public List<ArchiveStore.Listed> list(String prefix, String after, int limit) {
        return objects.list(prefix, after, limit);
    }

    @Override
    public Optional<byte[]> read(String path) {
        return objects.read(path).map(StoredObject::content);
    }

    @Override
    public synchronized void put(String path, byte[] content, Instant until) {
        if (!until.isAfter(clock.instant())) {
            throw new IllegalArgumentException("a lock ends later than now, found " + until);
        }
        objects.tamper(path, content);
        locks.put(path, until);
    }

    @Override
    public synchronized Optional<Instant> lockedUntil(String path) {
        return Optional.ofNullable(locks.get(path));
    }

    @Override
    public synchronized void delete(Collection<String> paths) {
        for (String path : paths) {
            if (lockedUntil(path).filter(clock.instant()::isBefore).isPresent()) {
                throw new IllegalStateException("%s is locked until %s".formatted(path, locks.get(path)));
            }
        }
        objects.delete(paths);
        paths.forEach(locks::remove);
    }

    /** All paths, in order. */
    public List<String> paths() {
        return objects.paths();
    }

    /** Changes an object as nothing that runs would. */
    public void tamper(String path, byte[] content) {
        objects.tamper(path, content);
    }
}
