package io.certtrail.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * S3Proxy on a port of 127.0.0.1 of its own, since a client that follows a redirect to the same port sends its
 * Authorization header along. Signatures are checked, those of presigned links too. Retention is not enforced.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final String HOST = "http://127.0.0.1:";

    private final S3Proxy proxy;

    private EmbeddedS3(S3Proxy proxy) {
        this.proxy = proxy;
    }

    /**
     * Starts on what a folder keeps; without one, empty and in memory.
     *
     * @throws IOException if the port is taken
     */
    public static EmbeddedS3 start(Optional<Path> folder, S3Settings settings) throws IOException {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store(folder))
                .endpoint(URI.create(HOST + settings.port()))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, settings.accessKey(), settings.secretKey())
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IOException("the local S3 does not start on port " + settings.port(), e);
        }
        return new EmbeddedS3(proxy);
    }

    private static BlobStore store(Optional<Path> folder) throws IOException {
        if (folder.isEmpty()) {
            return new TransientNio2BlobStore();
        }
        // Given a relative path it lists nothing.
        Path absolute = folder.get().toAbsolutePath();
        Files.createDirectories(absolute);
        return new FilesystemNio2BlobStore(absolute.toString());
    }

    public int port() {
        return proxy.getPort();
    }

    public URI endpoint() {
        return URI.create(HOST + port());
    }

    /** Makes the buckets that are missing. */
    public static void makeBuckets(S3Client s3, Collection<String> names) {
        Set<String> present = new HashSet<>();
        s3.listBuckets().buckets().stream().map(Bucket::name).forEach(present::add);
        names.stream()
                .filter(name -> !present.contains(name))
                .forEach(name -> s3.createBucket(request -> request.bucket(name)));
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException("the local S3 does not stop", e));
        }
    }
}
