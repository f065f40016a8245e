package io.certtrail.testkit.publish;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A published log in memory: every object is written in one atomic step. */
public final class MemoryLogStore implements LogStore {
    private final Map<Origin, Map<String, StoredObject>> logs = new HashMap<>();
    private long versions;

    @Override
    public synchronized Optional<StoredObject> read(Origin origin, String path) {
        return Optional.ofNullable(log(origin).get(path))
                .map(object -> new StoredObject(object.content().clone(), object.version()));
    }

    @Override
    public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
        objects.forEach((path, content) -> writeImmutable(origin, path, content));
    }

    private synchronized void writeImmutable(Origin origin, String path, byte[] content) {
        StoredObject there = log(origin).putIfAbsent(path, stored(content));
        if (there != null && !Arrays.equals(there.content(), content)) {
            throw new ChainBroken(origin, path + " is published with other content");
        }
    }

    @Override
    public synchronized boolean replace(Origin origin, String path, Optional<String> version, byte[] content) {
        Optional<String> there = read(origin, path).map(StoredObject::version);
        if (!there.equals(version)) {
            return false;
        }
        log(origin).put(path, stored(content));
        return true;
    }

    @Override
    public synchronized void deletePartials(Origin origin, String path) {
        log(origin).keySet().removeIf(other -> other.startsWith(path + ".p/"));
    }

    /** Writes an object as nothing that runs would. */
    public synchronized void tamper(Origin origin, String path, byte[] content) {
        log(origin).put(path, stored(content));
    }

    /** All paths of a log, in order. */
    public synchronized List<String> paths(Origin origin) {
        return List.copyOf(log(origin).keySet());
    }

    private Map<String, StoredObject> log(Origin origin) {
        return logs.computeIfAbsent(origin, wanted -> new TreeMap<>());
    }

    private StoredObject stored(byte[] content) {
        return new StoredObject(content.clone(), "v" + versions++);
    }
}
