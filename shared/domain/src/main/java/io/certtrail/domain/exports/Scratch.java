package io.certtrail.domain.exports;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files that are needed until an attempt is over, in a folder of their own below the temporary one. */
final class Scratch implements Closeable {
    private final Path folder = Files.createTempDirectory("certtrail-export");

    Scratch() throws IOException {}

    Path folder() {
        return folder;
    }

    Path file(ExportFile file) {
        return folder.resolve(file.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
