package io.certtrail.aws.publish;

import io.certtrail.aws.dynamo.SideBySide;
import io.certtrail.aws.s3.ConditionalPut;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Tiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The published log in a bucket: {@code <origin>/<path>}. Immutable objects are written with If-None-Match. */
public final class S3LogStore implements LogStore {

    /** How long what never changes may be kept by whoever reads it. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String NOT_AT_ALL = "no-cache";

    private final S3Client s3;
    private final String bucket;

    public S3LogStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<StoredObject> read(Origin origin, String path) {
        try {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key(origin, path)));
            return Optional.of(
                    new StoredObject(object.asByteArray(), object.response().eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
        List<Runnable> writes = objects.entrySet().stream()
                .<Runnable>map(object -> () -> writeImmutable(origin, object.getKey(), object.getValue()))
                .toList();
        if (!writes.isEmpty()) {
            SideBySide.run(writes);
        }
    }

    private void writeImmutable(Origin origin, String path, byte[] content) {
        PutObjectRequest put =
                put(origin, path).cacheControl(FOR_EVER).ifNoneMatch("*").build();
        if (ConditionalPut.wrote(s3, put, content)) {
            return;
        }
        byte[] there = read(origin, path)
                .orElseThrow(() -> new IllegalStateException("%s was there and is gone".formatted(path)))
                .content();
        if (!Arrays.equals(there, content)) {
            throw new ChainBroken(
                    origin,
                    "%s is published with other content: expected %d bytes, found %d"
                            .formatted(path, content.length, there.length));
        }
    }

    @Override
    public boolean replace(Origin origin, String path, Optional<String> version, byte[] content) {
        PutObjectRequest.Builder put = put(origin, path).cacheControl(NOT_AT_ALL);
        version.ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
        return ConditionalPut.wrote(s3, put.build(), content);
    }

    private PutObjectRequest.Builder put(Origin origin, String path) {
        boolean text = path.startsWith(Tiles.CHECKPOINT_PATH);
        return PutObjectRequest.builder()
                .bucket(bucket)
                .key(key(origin, path))
                .contentType(text ? "text/plain; charset=utf-8" : "application/octet-stream");
    }

    @Override
    public void deletePartials(Origin origin, String path) {
        List<ObjectIdentifier> partials = s3
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(key(origin, path) + ".p/"))
                .contents()
                .stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        if (!partials.isEmpty()) {
            s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(partials)));
        }
    }

    private static String key(Origin origin, String path) {
        return origin.text() + '/' + path;
    }
}
