package io.certtrail.testkit.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.segments.ArchiveStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** An archive in a folder, that counts what an object store would bill. Nothing is replaced there. Safe for use by many threads. */
public final class FolderArchive implements ArchiveStore {
    private final Path folder;
    private final TreeMap<String, Long> lengths = new TreeMap<>();
    private final AtomicLong puts = new AtomicLong();
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong gets = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();

    public FolderArchive(Path folder) {
        this.folder = folder;
    }

    /**
     * What was asked of it so far.
     *
     * @param bytes of objects that were read
     */
    public record Use(long puts, long lists, long gets, long bytes) {
        public Use since(Use before) {
            return new Use(puts - before.puts, lists - before.lists, gets - before.gets, bytes - before.bytes);
        }
    }

    public Use use() {
        return new Use(puts.get(), lists.get(), gets.get(), bytesRead.get());
    }

    /** How many bytes the objects of a prefix have. */
    public synchronized long bytes(String prefix) {
        return lengths.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(entry -> entry.getValue())
                .sum();
    }

    @Override
    public synchronized List<Listed> list(String prefix, String after, int limit) {
        long _ = lists.incrementAndGet();
        return lengths.tailMap(after.isEmpty() ? prefix : after + '\0', true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .limit(limit)
                .map(entry -> new Listed(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Optional<StoredObject> read(String path) {
        return read(path, 0, Integer.MAX_VALUE).map(content -> new StoredObject(content, "1"));
    }

    @Override
    public Optional<byte[]> read(String path, long offset, int length) {
        long _ = gets.incrementAndGet();
        synchronized (this) {
            if (!lengths.containsKey(path)) {
                return Optional.empty();
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(file(path).toFile(), "r")) {
            file.seek(offset);
            byte[] bytes = new byte[Math.clamp(file.length() - offset, 0, length)];
            file.readFully(bytes);
            long _ = bytesRead.addAndGet(bytes.length);
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean putIfAbsent(String path, byte[] content) {
        long _ = puts.incrementAndGet();
        if (lengths.containsKey(path)) {
            return false;
        }
        try {
            Files.createDirectories(file(path).getParent());
            Files.write(file(path), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lengths.put(path, (long) content.length);
        return true;
    }

    @Override
    public boolean replace(String path, String version, byte[] content) {
        boolean isSame = read(path)
                .map(object -> Arrays.equals(object.content(), content))
                .orElse(false);
        if (!isSame) {
            throw new IllegalStateException("nothing is replaced here, found other content for " + path);
        }
        return true;
    }

    @Override
    public synchronized void delete(Collection<String> paths) {
        for (String path : paths) {
            if (lengths.remove(path) != null) {
                try {
                    Files.delete(file(path));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private Path file(String path) {
        return folder.resolve(path);
    }
}
