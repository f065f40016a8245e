package io.certtrail.local;

import io.certtrail.aws.config.AwsClients;
import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.adversary.AdversaryDynamo;
import io.certtrail.local.adversary.AdversaryInterceptor;
import io.certtrail.local.function.Arns;
import io.certtrail.local.s3.S3Settings;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
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
 * The SDK clients of the local services. There is no KMS and no Secrets Manager here: keys and secrets are files, and
 * those two clients lead nowhere.
 */
final class LocalClients implements AutoCloseable {
    private static final Region REGION = Region.of(Arns.REGION);
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final int MAX_CONNECTIONS = 256;

    /** Longer than a long poll. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);

    private final SdkHttpClient http = ApacheHttpClient.builder()
            .maxConnections(MAX_CONNECTIONS)
            .socketTimeout(SOCKET_TIMEOUT)
            .build();

    SqsClient sqs(URI endpoint) {
        return sqs(endpoint, Adversary.none());
    }

    private SqsClient sqs(URI endpoint, Adversary adversary) {
        return SqsClient.builder()
                .httpClient(http)
                .region(REGION)
                .endpointOverride(endpoint)
                .credentialsProvider(credentials("local", "local"))
                .overrideConfiguration(overrides(AdversaryInterceptor.ofSqs(adversary)))
                .build();
    }

    S3Client s3(URI endpoint, S3Settings settings) {
        return s3(endpoint, settings, Adversary.none());
    }

    private S3Client s3(URI endpoint, S3Settings settings, Adversary adversary) {
        return S3Client.builder()
                .httpClient(http)
                .region(REGION)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .credentialsProvider(credentials(settings.accessKey(), settings.secretKey()))
                .overrideConfiguration(overrides(AdversaryInterceptor.ofS3(adversary)))
                .build();
    }

    /** The clients that the functions get, with the adversary between them and the services. */
    AwsClients forFunctions(
            DynamoDbClient dynamo, URI sqsEndpoint, URI s3Endpoint, S3Settings settings, Adversary adversary) {
        S3Presigner presigner = S3Presigner.builder()
                .region(REGION)
                .endpointOverride(s3Endpoint)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(credentials(settings.accessKey(), settings.secretKey()))
                .build();
        return new AwsClients(
                adversary.active() ? new AdversaryDynamo(dynamo, adversary) : dynamo,
                sqs(sqsEndpoint, adversary),
                s3(s3Endpoint, settings, adversary),
                presigner,
                KmsClient.builder()
                        .httpClient(http)
                        .region(REGION)
                        .endpointOverride(NOWHERE)
                        .credentialsProvider(credentials("local", "local"))
                        .build(),
                SecretsManagerClient.builder()
                        .httpClient(http)
                        .region(REGION)
                        .endpointOverride(NOWHERE)
                        .credentialsProvider(credentials("local", "local"))
                        .build());
    }

    private static ClientOverrideConfiguration overrides(ExecutionInterceptor adversary) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.STANDARD)
                .addExecutionInterceptor(adversary)
                .build();
    }

    private static StaticCredentialsProvider credentials(String accessKey, String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    @Override
    public void close() {
        http.close();
    }
}
