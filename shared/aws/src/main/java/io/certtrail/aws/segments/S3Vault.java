package io.certtrail.aws.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.retention.Vault;
import io.certtrail.domain.segments.ArchiveStore.Listed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The vault in a bucket with Object Lock; an object's key is its path. Deleting leaves a delete marker: the version behind
 * it is taken away by the bucket's lifecycle, which can't before its lock ends.
 */
public final class S3Vault implements Vault {
    private static final int NOT_FOUND = 404;

    private final S3Client s3;
    private final String bucket;
    private final Optional<ObjectLockMode> mode;
    private final S3ArchiveStore objects;

    /** @param mode {@code GOVERNANCE} or {@code COMPLIANCE}; empty if the bucket has no Object Lock, as on a local cloud */
    public S3Vault(S3Client s3, String bucket, Optional<String> mode) {
        this.s3 = s3;
        this.bucket = bucket;
        this.mode = mode.map(ObjectLockMode::fromValue);
        this.objects = new S3ArchiveStore(s3, bucket);
    }

    @Override
    public boolean locks() {
        return mode.isPresent();
    }

    @Override
    public List<Listed> list(String prefix, String after, int limit) {
        return objects.list(prefix, after, limit);
    }

    @Override
    public Optional<byte[]> read(String path) {
        return objects.read(path).map(StoredObject::content);
    }

    @Override
    public void put(String path, byte[] content, Instant until) {
        PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket).key(path);
        mode.ifPresent(lock -> put.objectLockMode(lock).objectLockRetainUntilDate(until));
        s3.putObject(put.build(), RequestBody.fromBytes(content));
    }

    @Override
    public Optional<Instant> lockedUntil(String path) {
        if (mode.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                            s3.getObjectRetention(get -> get.bucket(bucket).key(path))
                                    .retention())
                    .map(retention -> retention.retainUntilDate());
        } catch (S3Exception e) {
            // Neither an object without a lock nor none at all has one (GetObjectRetention:
            // NoSuchObjectLockConfiguration).
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void delete(Collection<String> paths) {
        objects.delete(paths);
    }
}
