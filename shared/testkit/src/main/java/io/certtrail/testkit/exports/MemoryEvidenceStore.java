package io.certtrail.testkit.exports;

import io.certtrail.domain.exports.EvidenceStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Files in memory, for 90 days as it says, and as it is for ever. Its links are {@code memory:<key>?<file name>}, and never expire. */
public final class MemoryEvidenceStore implements EvidenceStore {
    private final ConcurrentMap<String, byte[]> files = new ConcurrentHashMap<>();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();

    @Override
    public Upload begin(String key, String contentType) {
        return new MemoryUpload(key, contentType, UUID.randomUUID().toString());
    }

    @Override
    public Upload resume(Paused paused) {
        MemoryUpload upload = new MemoryUpload(paused.key(), paused.contentType(), paused.handle());
        upload.body.writeBytes(paused.tail());
        return upload;
    }

    @Override
    public InputStream open(String key) throws IOException {
        return new ByteArrayInputStream(file(key).orElseThrow(() -> new IOException("there is no file " + key)));
    }

    @Override
    public URI link(String key, String fileName, String contentType, Duration validity) {
        return URI.create("memory:" + key + "?" + fileName);
    }

    @Override
    public Duration kept() {
        return Duration.ofDays(90);
    }

    /** The file of that key, if it is whole. */
    public Optional<byte[]> file(String key) {
        return Optional.ofNullable(files.get(key));
    }

    /** The keys of all files that are whole. */
    public Set<String> keys() {
        return Set.copyOf(files.keySet());
    }

    /** The file that a link hands out. */
    public Optional<byte[]> follow(URI link) {
        String rest = link.getSchemeSpecificPart();
        return file(rest.substring(0, rest.lastIndexOf('?')));
    }

    private final class MemoryUpload extends Upload {
        private final String key;
        private final String contentType;
        private final String id;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean over;

        MemoryUpload(String key, String contentType, String id) {
            this.key = key;
            this.contentType = contentType;
            this.id = id;
        }

        @Override
        public void write(int b) throws IOException {
            requireOpen();
            body.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            requireOpen();
            body.write(source, offset, length);
        }

        @Override
        public long complete(byte[] head) throws IOException {
            requireOpen();
            over = true;
            if (!completed.add(id)) {
                throw new IOException("the upload of " + key + " was completed before");
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(head);
            body.writeTo(whole);
            files.put(key, whole.toByteArray());
            return whole.size();
        }

        @Override
        public Paused pause() throws IOException {
            requireOpen();
            over = true;
            return new Paused(key, contentType, id, 0, body.toByteArray());
        }

        @Override
        public void close() {
            over = true;
        }

        private void requireOpen() throws IOException {
            if (over) {
                throw new IOException("the upload of " + key + " is over");
            }
        }
    }
}
