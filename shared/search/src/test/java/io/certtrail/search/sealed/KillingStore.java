package io.certtrail.search.sealed;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.segments.ArchiveStore;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** An archive whose user dies at some call: before it is done, or after. Not thread-safe. */
final class KillingStore implements ArchiveStore {
    private final ArchiveStore store;
    private final boolean after;
    private int callsLeft;

    KillingStore(ArchiveStore store, int callsLeft, boolean after) {
        this.store = store;
        this.callsLeft = callsLeft;
        this.after = after;
    }

    static final class Killed extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    private void step(boolean done) {
        if (done == after && callsLeft-- == 0) {
            throw new Killed();
        }
    }

    @Override
    public List<Listed> list(String prefix, String from, int limit) {
        return store.list(prefix, from, limit);
    }

    @Override
    public Optional<StoredObject> read(String path) {
        step(false);
        return store.read(path);
    }

    @Override
    public Optional<byte[]> read(String path, long offset, int length) {
        return store.read(path, offset, length);
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        step(false);
        boolean put = store.putIfAbsent(path, content);
        step(true);
        return put;
    }

    @Override
    public boolean replace(String path, String version, byte[] content) {
        return store.replace(path, version, content);
    }

    @Override
    public void delete(Collection<String> paths) {
        step(false);
        store.delete(paths);
        step(true);
    }
}
