package io.certtrail.cli.publishedlog;

import io.certtrail.ledger.published.PublishedLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log in a folder: a copy of what is in the bucket below the origin. Safe for use by many threads. */
public final class FolderLog implements PublishedLog {
    private final Path folder;

    public FolderLog(Path folder) {
        this.folder = folder;
    }

    /** What is there and is no regular file (a pipe could be waited for without end) is not the object. */
    @Override
    public byte @Nullable [] read(String path, int most) throws IOException {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            requireAbsent(file);
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A folder that may not be looked into is no proof that nothing is in it. */
    private static void requireAbsent(Path file) throws IOException {
        if (!Files.exists(file) && !Files.notExists(file)) {
            throw new IOException("can't tell whether there is a file " + file + ": its folder can't be looked into");
        }
    }

    @Override
    public boolean list(String path, Consumer<String> names) throws IOException {
        Path listed = folder.resolve(path);
        if (!Files.isDirectory(listed)) {
            requireAbsent(listed);
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(listed)) {
            files.forEach(file -> names.accept(file.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return true; // gone meanwhile
        } catch (DirectoryIteratorException e) {
            throw unreadable(listed, e);
        } catch (IOException e) {
            throw unreadable(listed, e);
        }
        return true;
    }

    private static IOException unreadable(Path file, Exception why) {
        return new IOException("can't read " + file + ": " + why.getMessage(), why);
    }
}
