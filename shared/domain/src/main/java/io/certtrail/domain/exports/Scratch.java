package io.certtrail.domain.exports;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files that are needed until an attempt is over, in a folder of their own below the temporary one. */
final class Scratch implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path folder = Files.createTempDirectory("certtrail-export");

    Scratch() throws IOException {}

    Path folder() {
        return folder;
    }

    Path file(ExportFile file) {
        return folder.resolve(file.name().toLowerCase(Locale.ROOT));
    }

    EvidenceStore.Upload begin(ExportFile file) throws IOException {
        return new Draft(file(file));
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

    private static final class Draft extends EvidenceStore.Upload {
        private final Path file;
        private final Path body;
        private final OutputStream out;

        Draft(Path file) throws IOException {
            this.file = file;
            body = file.resolveSibling(file.getFileName() + ".body");
            out = new BufferedOutputStream(Files.newOutputStream(body), BUFFER);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public long complete(byte[] head) throws IOException {
            out.close();
            if (head.length == 0) {
                Files.move(body, file);
            } else {
                try (OutputStream whole = Files.newOutputStream(file)) {
                    whole.write(head);
                    Files.copy(body, whole);
                }
                Files.delete(body);
            }
            return Files.size(file);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
