package io.certtrail.testkit.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.segments.ArchiveStore;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An archive in memory: every call is one atomic step. Counts requests and the bytes that were read. */
public final class MemoryArchiveStore implements ArchiveStore {
    private final TreeMap<String, StoredObject> objects = new TreeMap<>();
    private long versions;
    private long requests;
    private long bytesRead;

    @Override
    public synchronized List<Listed> list(String prefix, String after, int limit) {
        requests++;
        String from = after.isEmpty() ? prefix : after + '\0';
        return objects.tailMap(from, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .limit(limit)
                .map(entry -> new Listed(entry.getKey(), entry.getValue().content().length))
                .toList();
    }

    @Override
    public synchronized Optional<StoredObject> read(String path) {
        requests++;
        return Optional.ofNullable(objects.get(path)).map(object -> {
            bytesRead += object.content().length;
            return new StoredObject(object.content().clone(), object.version());
        });
    }

    @Override
    public synchronized Optional<byte[]> read(String path, long offset, int length) {
        requests++;
        return Optional.ofNullable(objects.get(path)).map(object -> {
            byte[] content = object.content();
            int from = (int) Math.min(offset, content.length);
            int to = (int) Math.min((long) from + length, content.length);
            bytesRead += to - from;
            return Arrays.copyOfRange(content, from, to);
        });
    }

    @Override
    public synchronized boolean putIfAbsent(String path, byte[] content) {
        requests++;
        return objects.putIfAbsent(path, stored(content)) == null;
    }

    @Override
    public synchronized boolean replace(String path, String version, byte[] content) {
        requests++;
        StoredObject there = objects.get(path);
        if (there == null || !there.version().equals(version)) {
            return false;
        }
        objects.put(path, stored(content));
        return true;
    }

    @Override
    public synchronized void delete(Collection<String> paths) {
        requests++;
        paths.forEach(objects::remove);
    }

    /** Writes an object as nothing that runs would. */
    public synchronized void tamper(String path, byte[] content) {
        objects.put(path, stored(content));
    }

    /** All paths, in order. */
    public synchronized List<String> paths() {
        return List.copyOf(objects.keySet());
    }

    /** How many calls there were. */
    public synchronized long requests() {
        return requests;
    }

    /** How many bytes of objects were handed out. */
    public synchronized long bytesRead() {
        return bytesRead;
    }

    private StoredObject stored(byte[] content) {
        return new StoredObject(content.clone(), "v" + versions++);
    }
}
