package io.certtrail.aws.exports;

import io.certtrail.domain.exports.EvidenceStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The evidence bucket: uploads in parts, and presigned links (S3 User Guide, "Sharing objects with presigned URLs"). Its
 * lifecycle lets files expire, at the midnight UTC after their time is over or later.
 */
public final class S3EvidenceStore implements EvidenceStore {
    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;
    private final Duration kept;

    /** @param kept after how long the bucket's lifecycle lets its objects expire */
    public S3EvidenceStore(S3Client s3, S3Presigner presigner, String bucket, Duration kept) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
        this.kept = kept;
    }

    @Override
    public Duration kept() {
        return kept;
    }

    @Override
    public Upload begin(String key, String contentType) {
        return new S3Upload(s3, bucket, key, contentType);
    }

    @Override
    public Upload resume(Paused paused) throws IOException {
        return S3Upload.resume(s3, bucket, paused);
    }

    @Override
    public InputStream open(String key) throws IOException {
        try {
            return s3.getObject(get -> get.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw new IOException("S3 did not give s3://%s/%s: %s".formatted(bucket, key, e.getMessage()), e);
        }
    }

    @Override
    public URI link(String key, String fileName, String contentType, Duration validity) {
        return URI.create(presigner
                .presignGetObject(presign -> presign.signatureDuration(validity)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(key)
                                .responseContentType(contentType)
                                .responseContentDisposition("attachment; filename=\"" + fileName + "\"")))
                .url()
                .toExternalForm());
    }
}
