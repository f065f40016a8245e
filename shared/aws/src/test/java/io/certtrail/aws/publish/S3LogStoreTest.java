package io.certtrail.aws.publish;

import io.certtrail.domain.publish.LogStore;
import io.certtrail.testkit.publish.LogStoreContract;
import io.certtrail.testkit.s3.EmbeddedS3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3LogStoreTest extends LogStoreContract {
    private static final EmbeddedS3 S3 = new EmbeddedS3();
    private final LogStore store = new S3LogStore(S3.client(), "log");

    @BeforeAll
    static void start() {
        S3.client().createBucket(bucket -> bucket.bucket("log"));
    }

    @AfterAll
    static void stop() {
        S3.close();
    }

    @Override
    protected LogStore store() {
        return store;
    }
}
