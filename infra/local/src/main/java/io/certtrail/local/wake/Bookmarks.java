package io.certtrail.local.wake;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * How far a stream's shards have been read, so that a restart goes on there instead of going through the last 24 hours
 * again. Losing it does no harm: streams only wake. Used by one thread.
 */
public final class Bookmarks {
    private final Optional<Path> file;
    private final Properties positions = new Properties();

    private Bookmarks(Optional<Path> file) {
        this.file = file;
    }

    /** Kept nowhere. */
    public static Bookmarks inMemory() {
        return new Bookmarks(Optional.empty());
    }

    /** Kept in a file, which is made with the first position. */
    public static Bookmarks onFile(Path file) {
        Bookmarks bookmarks = new Bookmarks(Optional.of(file));
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                bookmarks.positions.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("the bookmarks " + file + " can't be read", e);
            }
        }
        return bookmarks;
    }

    Optional<String> of(String shard) {
        return Optional.ofNullable(positions.getProperty(shard));
    }

    void put(String shard, String sequenceNumber) {
        positions.setProperty(shard, sequenceNumber);
        file.ifPresent(this::save);
    }

    private void save(Path target) {
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            try (Writer writer = Files.newBufferedWriter(draft)) {
                positions.store(writer, null);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the bookmarks " + target + " can't be written", e);
        }
    }
}
