package io.certtrail.testkit.bench;

import io.certtrail.domain.exports.EvidenceStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        return new FolderUpload(key, contentType, Files.createTempFile(folder, "body", ""), false);
    }

    @Override
    public Upload resume(Paused paused) throws IOException {
        Path body = folder.resolve(paused.handle());
        try (FileChannel whole = FileChannel.open(body, StandardOpenOption.WRITE)) {
            whole.truncate(paused.bytes());
        }
        return new FolderUpload(paused.key(), paused.contentType(), body, true);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return Files.newInputStream(file(key));
    }

    private final class FolderUpload extends Upload {
        private final String key;
        private final String contentType;
        private final Path body;
        private final boolean isResumed;
        private final OutputStream out;
        private boolean isPaused;

        FolderUpload(String key, String contentType, Path body, boolean isResumed) throws IOException {
            this.key = key;
            this.contentType = contentType;
            this.body = body;
            this.isResumed = isResumed;
            out = new BufferedOutputStream(Files.newOutputStream(body, StandardOpenOption.APPEND));
        }

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
            try (OutputStream whole = Files.newOutputStream(file(key))) {
                whole.write(head);
                Files.copy(body, whole);
            }
            Files.delete(body);
            return Files.size(file(key));
        }

        @Override
        public Paused pause() throws IOException {
            isPaused = true;
            out.close();
            return new Paused(key, contentType, body.getFileName().toString(), Files.size(body), new byte[0]);
        }

        @Override
        public void close() throws IOException {
            out.close();
            if (!isPaused && !isResumed) {
                Files.deleteIfExists(body);
            }
        }
    }

    @Override
    public URI link(String key, String fileName, String contentType, Duration validity) {
        return file(key).toUri();
    }

    @Override
    public Duration kept() {
        return Duration.ofDays(1);
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
