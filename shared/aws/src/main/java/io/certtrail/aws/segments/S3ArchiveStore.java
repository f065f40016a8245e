package io.certtrail.aws.segments;

import io.certtrail.aws.s3.ConditionalPut;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.segments.ArchiveStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The archive in a bucket; an object's key is its path. Writes are conditional: If-None-Match, or If-Match its ETag. */
public final class S3ArchiveStore implements ArchiveStore {
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client s3;
    private final String bucket;

    public S3ArchiveStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public List<Listed> list(String prefix, String after, int limit) {
        return s3
                .listObjectsV2(request -> {
                    request.bucket(bucket).prefix(prefix).maxKeys(limit);
                    if (!after.isEmpty()) {
                        request.startAfter(after);
                    }
                })
                .contents()
                .stream()
                .map(object -> new Listed(object.key(), object.size()))
                .toList();
    }

    @Override
    public Optional<StoredObject> read(String path) {
        try {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(path));
            return Optional.of(new StoredObject(
                    object.asByteArrayUnsafe(), object.response().eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<byte[]> read(String path, long offset, int length) {
        try {
            return Optional.of(s3.getObjectAsBytes(request -> request.bucket(bucket)
                            .key(path)
                            .range("bytes=%d-%d".formatted(offset, offset + length - 1)))
                    .asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return Optional.of(new byte[0]);
            }
            throw e;
        }
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        return ConditionalPut.wrote(s3, put(path).ifNoneMatch("*").build(), content);
    }

    @Override
    public boolean replace(String path, String version, byte[] content) {
        return ConditionalPut.wrote(s3, put(path).ifMatch(version).build(), content);
    }

    private PutObjectRequest.Builder put(String path) {
        return PutObjectRequest.builder().bucket(bucket).key(path);
    }

    @Override
    public void delete(Collection<String> paths) {
        List<ObjectIdentifier> all = paths.stream()
                .map(path -> ObjectIdentifier.builder().key(path).build())
                .toList();
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            delete(all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)));
        }
    }

    private void delete(List<ObjectIdentifier> some) {
        DeleteObjectsResponse answer =
                s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(some)));
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            throw new IllegalStateException("%d of %d objects were not deleted, the first: %s"
                    .formatted(
                            answer.errors().size(), some.size(), answer.errors().getFirst()));
        }
    }
}
