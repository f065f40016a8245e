package io.certtrail.aws.config;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK clients of a process, made once with an explicit region and endpoint and shared by all its threads.
 *
 * <p>Throttling and 5xx answers are retried by the SDK with jitter (its standard mode). S3 takes the Apache client:
 * with {@code url-connection-client} an If-None-Match put was seen to meet its own retry.
 */
public record AwsClients(
        DynamoDbClient dynamo,
        SqsClient sqs,
        S3Client s3,
        S3Presigner presigner,
        KmsClient kms,
        SecretsManagerClient secrets) {
    /** Connections a process holds open at most; above it, calls wait. */
    private static final int MAX_CONNECTIONS = 64;

    /** Longer than any answer that is not lost; below the shortest function's time limit of 30 s. */
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private static final Duration CALL = Duration.ofSeconds(25);

    /** Clients for AWS, or for the endpoints that the environment names ({@code AWS_ENDPOINT_URL[_SERVICE]}). */
    public static AwsClients fromEnvironment(Environment environment) {
        SdkHttpClient http = ApacheHttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .socketTimeout(ATTEMPT)
                .build();
        Region region = Region.of(environment.region());
        boolean pathStyle = environment.endpoint("S3").isPresent();
        S3Presigner.Builder presigner = S3Presigner.builder()
                .region(region)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .build());
        environment.endpoint("S3").ifPresent(presigner::endpointOverride);
        return new AwsClients(
                configured(DynamoDbClient.builder().httpClient(http), "DYNAMODB", environment)
                        .build(),
                configured(SqsClient.builder().httpClient(http), "SQS", environment)
                        .build(),
                configured(S3Client.builder().httpClient(http).forcePathStyle(pathStyle), "S3", environment)
                        .build(),
                presigner.build(),
                configured(KmsClient.builder().httpClient(http), "KMS", environment)
                        .build(),
                configured(SecretsManagerClient.builder().httpClient(http), "SECRETS_MANAGER", environment)
                        .build());
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder, String service, Environment environment) {
        builder.region(Region.of(environment.region()))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .build());
        environment.endpoint(service).ifPresent(builder::endpointOverride);
        return builder;
    }
}
