package io.certtrail.aws.segments;

import io.certtrail.domain.retention.Vault;
import io.certtrail.testkit.s3.EmbeddedS3;
import io.certtrail.testkit.segments.VaultContract;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** All but the lock, which the embedded S3 does not have. */
class S3VaultTest extends VaultContract {
    private static final EmbeddedS3 S3 = new EmbeddedS3();
    private final Vault vault = new S3Vault(S3.client(), "vault", Optional.empty());

    @BeforeAll
    static void start() {
        S3.client().createBucket(bucket -> bucket.bucket("vault"));
    }

    @AfterAll
    static void stop() {
        S3.close();
    }

    @Override
    protected Vault vault() {
        return vault;
    }

    @Override
    protected Instant soon() {
        return Instant.parse("2026-11-28T10:00:10Z");
    }

    @Override
    protected void waitUntilOver() {
        // Nothing is locked.
    }
}
