package io.certtrail.aws.s3;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Puts with a condition ("Add preconditions to S3 operations with conditional requests"). */
public final class ConditionalPut {
    private static final int MISSING = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private ConditionalPut() {}

    /** Whether a conditional put wrote; not, if the condition did not hold, or another put is under way. */
    public static boolean wrote(S3Client s3, PutObjectRequest put, byte[] content) {
        try {
            s3.putObject(put, RequestBody.fromBytes(content));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT || e.statusCode() == MISSING) {
                return false;
            }
            throw e;
        }
    }
}
