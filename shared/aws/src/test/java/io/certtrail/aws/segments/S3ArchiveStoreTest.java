package io.certtrail.aws.segments;

import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.testkit.s3.EmbeddedS3;
import io.certtrail.testkit.segments.ArchiveStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3ArchiveStoreTest extends ArchiveStoreContract {
    private static final EmbeddedS3 S3 = new EmbeddedS3();
    private final ArchiveStore store = new S3ArchiveStore(S3.client(), "archive");

    @BeforeAll
    static void start() {
        S3.client().createBucket(bucket -> bucket.bucket("archive"));
    }

    @AfterAll
    static void stop() {
        S3.close();
    }

    @Override
    protected ArchiveStore store() {
        return store;
    }
}
