package io.certtrail.local.adversary;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The same for clients that speak HTTP: throttled when the SDK's own retries are spent, or the answer lost. */
public final class AdversaryInterceptor implements ExecutionInterceptor {
    private static final int SLOW_DOWN = 503;

    private final Adversary adversary;
    private final boolean objectStore;

    private AdversaryInterceptor(Adversary adversary, boolean objectStore) {
        this.adversary = adversary;
        this.objectStore = objectStore;
    }

    public static AdversaryInterceptor ofS3(Adversary adversary) {
        return new AdversaryInterceptor(adversary, true);
    }

    public static AdversaryInterceptor ofSqs(Adversary adversary) {
        return new AdversaryInterceptor(adversary, false);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (adversary.throttles()) {
            throw throttled(objectStore ? S3Exception.builder() : SqsException.builder());
        }
    }

    private AwsServiceException throttled(AwsServiceException.Builder exception) {
        String code = objectStore ? "SlowDown" : "ThrottlingException";
        return exception
                .statusCode(SLOW_DOWN)
                .message("the adversary throttles")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("the adversary throttles")
                        .build())
                .build();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (adversary.losesAnswer()) {
            throw SdkClientException.create("the adversary lost the answer of "
                    + context.request().getClass().getSimpleName());
        }
    }
}
