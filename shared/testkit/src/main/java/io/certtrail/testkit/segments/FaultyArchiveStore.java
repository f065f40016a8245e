package io.certtrail.testkit.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.testkit.chain.Faults;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** An archive with faults between it and who uses it. */
public record FaultyArchiveStore(ArchiveStore store, Faults faults) implements ArchiveStore {
    @Override
    public List<Listed> list(String prefix, String after, int limit) {
        return faults.call("list " + prefix, () -> store.list(prefix, after, limit));
    }

    @Override
    public Optional<StoredObject> read(String path) {
        return faults.call("read " + path, () -> store.read(path));
    }

    @Override
    public Optional<byte[]> read(String path, long offset, int length) {
        return faults.call("read part of " + path, () -> store.read(path, offset, length));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return faults.decide("put " + path, () -> store.putIfAbsent(path, content));
    }

    @Override
    public boolean replace(String path, String version, byte[] content) {
        return faults.decide("replace " + path, () -> store.replace(path, version, content));
    }

    @Override
    public void delete(Collection<String> paths) {
        faults.run("delete " + paths, () -> store.delete(paths));
    }
}
