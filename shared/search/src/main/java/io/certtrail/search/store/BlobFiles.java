package io.certtrail.search.store;

import io.certtrail.ledger.merkle.Hash;
import io.certtrail.search.index.IndexKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Indexes as files of a folder of their own, up to a limit of bytes, the least recently used going first. A folder that
 * can't be written is done without. What a process before has left there is used: whoever reads a file checks it. Safe for
 * use by many threads, and not by two processes.
 */
public final class BlobFiles {
    private static final String SUFFIX = ".index";

    private final Path folder;
    private final long maxBytes;
    private final LinkedHashMap<String, Long> lengths = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param folder made when it is needed; nothing else is in it */
    public BlobFiles(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        adopt();
    }

    private void adopt() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    note(name, Files.size(file));
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            lengths.clear();
            bytes = 0;
        }
    }

    synchronized Optional<byte[]> read(IndexKey key) {
        String name = name(key);
        if (lengths.get(name) == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (IOException e) {
            delete(key);
            return Optional.empty();
        }
    }

    synchronized void write(IndexKey key, byte[] blob) {
        if (blob.length > maxBytes) {
            return;
        }
        String name = name(key);
        Path whole = folder.resolve(name);
        Path part = folder.resolve(name + ".part");
        try {
            Files.createDirectories(folder);
            Files.write(part, blob);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            note(name, blob.length);
        } catch (IOException e) {
            for (Path file : List.of(part, whole)) {
                quietlyDelete(file);
            }
            forget(name);
        }
    }

    synchronized void delete(IndexKey key) {
        quietlyDelete(folder.resolve(name(key)));
        forget(name(key));
    }

    /** How many bytes of files there are. */
    synchronized long bytes() {
        return bytes;
    }

    private void note(String name, long length) {
        forget(name);
        lengths.put(name, length);
        bytes += length;
        Iterator<String> eldest = List.copyOf(lengths.keySet()).iterator();
        while (bytes > maxBytes) {
            String old = eldest.next();
            quietlyDelete(folder.resolve(old));
            forget(old);
        }
    }

    private void forget(String name) {
        Long length = lengths.remove(name);
        bytes -= length == null ? 0 : length;
    }

    /** A file that stays is in nobody's way: it is overwritten, or adopted by the next process. */
    private static void quietlyDelete(Path file) {
        try {
            boolean _ = Files.deleteIfExists(file);
        } catch (IOException e) {
            // Nothing to do about it.
        }
    }

    private static String name(IndexKey key) {
        String text = "%s %d %d %s"
                .formatted(
                        key.origin().text(),
                        key.fromSeq(),
                        key.toSeq(),
                        key.contents().hex());
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex() + SUFFIX;
    }
}
