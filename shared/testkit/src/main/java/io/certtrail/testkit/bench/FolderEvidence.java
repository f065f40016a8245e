package io.certtrail.testkit.bench;

import io.certtrail.domain.exports.EvidenceStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Files in a folder, which is deleted in the end. */
final class FolderEvidence implements EvidenceStore, AutoCloseable {
    private final Path folder;

    FolderEvidence(Path folder) {
        this.folder = folder;
    }

    @Override
    public Upload begin(String key, String contentType) throws IOException {
        Path file = file(key);
        Path body = Files.createTempFile(folder, "body", "");
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(body));
        return new Upload() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                out.write(source, offset, length);
            }

            @Override
            public long complete(byte[] head) throws IOException {
                out.close();
                try (OutputStream whole = Files.newOutputStream(file)) {
                    whole.write(head);
                    Files.copy(body, whole);
                }
                return Files.size(file);
            }

            @Override
            public void close() throws IOException {
                out.close();
                Files.deleteIfExists(body);
            }
        };
    }

    @Override
    public URI link(String key, String fileName, String contentType, Duration validity) {
        return file(key).toUri();
    }

    Path file(String key) {
        return folder.resolve(key.replace('/', '_'));
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.toList();
        }
        for (Path file : files.reversed()) {
            Files.delete(file);
        }
    }
}
