package io.certtrail.aws.subscriptions;

import io.certtrail.aws.config.Environment;
import io.certtrail.aws.dynamo.SideBySide;
import io.certtrail.domain.subscriptions.AwsAccount;
import io.certtrail.domain.subscriptions.ConnectionStep;
import io.certtrail.domain.subscriptions.Connections;
import io.certtrail.domain.subscriptions.VaultService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Accounts through STS. A role is assumed for 15 minutes with a session policy that allows the calls of the test and
 * nothing else, however much the role may. Of an error only AWS's code is told on, never its words; credentials are in
 * this process's memory alone, and forgotten after the test.
 */
public final class AwsConnections implements Connections {
    static final String ASSUME = "assume the role";

    private static final String REFUSE = "assume the role without the external id";
    private static final String SESSION = "certtrail-connection-test";
    private static final int SESSION_SECONDS = 900;
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(7);
    private static final int AT_ONCE = 64;

    private final Environment environment;
    private final SdkHttpClient http;
    private final @Nullable AwsCredentialsProvider own;

    /**
     * Reaches AWS, or the endpoints that the environment names.
     *
     * @param own the credentials that roles are assumed with; null for those of this process
     */
    AwsConnections(Environment environment, @Nullable AwsCredentialsProvider own) {
        this.environment = environment;
        this.http = ApacheHttpClient.builder()
                .maxConnections(AT_ONCE)
                .socketTimeout(ATTEMPT)
                .connectionTimeout(ATTEMPT)
                .build();
        this.own = own;
    }

    /** With the credentials of this process; where something stands in for AWS and has no STS, it says so. */
    public static Connections of(Environment environment) {
        boolean isNowhere =
                environment.standsIn() && environment.endpoint("STS").isEmpty();
        return isNowhere ? new NoConnections() : new AwsConnections(environment, null);
    }

    @Override
    public List<ConnectionStep> test(AwsAccount account) {
        List<ConnectionStep> steps = new ArrayList<>();
        try (StsClient sts = configured(StsClient.builder().httpClient(http), "STS", environment.region(), own)
                .build()) {
            Credentials credentials = assume(sts, account, account.externalId());
            steps.add(ConnectionStep.passed(ASSUME, "assumed " + account.roleArn()));
            steps.add(refusesWithoutExternalId(sts, account));
            AwsCredentialsProvider assumed = StaticCredentialsProvider.create(AwsSessionCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
            steps.addAll(SideBySide.call(reads(account, assumed), AT_ONCE));
        } catch (SdkException e) {
            steps.add(ConnectionStep.failed(ASSUME, "STS answered " + code(e), remedyOfAssume(e, account)));
            looks(account)
                    .forEach(look -> steps.add(ConnectionStep.skipped(
                            look.step(), "the role could not be assumed, so this was not tried")));
        }
        return steps;
    }

    private static Credentials assume(StsClient sts, AwsAccount account, @Nullable String externalId) {
        return sts.assumeRole(request -> request.roleArn(account.roleArn())
                        .roleSessionName(SESSION)
                        .durationSeconds(SESSION_SECONDS)
                        .policy(policy(account))
                        .externalId(externalId))
                .credentials();
    }

    /** A role that anybody can assume through this deployment could be subscribed to by a tenant whose it is not. */
    private static ConnectionStep refusesWithoutExternalId(StsClient sts, AwsAccount account) {
        try {
            Credentials _ = assume(sts, account, null);
        } catch (AwsServiceException e) {
            return code(e).equals("AccessDenied")
                    ? ConnectionStep.passed(REFUSE, "refused, as it should be")
                    : ConnectionStep.failed(REFUSE, "STS answered " + code(e), "test it again");
        }
        return ConnectionStep.failed(
                REFUSE,
                "the role can be assumed without its external id",
                "add the condition StringEquals sts:ExternalId %s to its trust policy".formatted(account.externalId()));
    }

    /** What is read of one service in one region. */
    private record Look(VaultService service, String region) {
        String step() {
            return service.isGlobal() ? "list " + service.text() : "list %s in %s".formatted(service.text(), region);
        }
    }

    private static List<Look> looks(AwsAccount account) {
        List<Look> looks = new ArrayList<>();
        for (VaultService service : account.services()) {
            if (service.isGlobal()) {
                looks.add(new Look(service, globalRegion(account)));
            } else {
                account.regions().forEach(region -> looks.add(new Look(service, region)));
            }
        }
        return looks;
    }

    private static String globalRegion(AwsAccount account) {
        return switch (account.partition()) {
            case "aws-cn" -> Region.AWS_CN_GLOBAL.id();
            case "aws-us-gov" -> Region.AWS_US_GOV_GLOBAL.id();
            default -> Region.AWS_GLOBAL.id();
        };
    }

    private List<Callable<ConnectionStep>> reads(AwsAccount account, AwsCredentialsProvider assumed) {
        return looks(account).stream()
                .<Callable<ConnectionStep>>map(look -> () -> read(look, assumed))
                .toList();
    }

    private ConnectionStep read(Look look, AwsCredentialsProvider assumed) {
        try {
            list(look, assumed);
            return ConnectionStep.passed(look.step(), "listed one at most");
        } catch (SdkException e) {
            return ConnectionStep.failed(
                    look.step(), "%s answered %s".formatted(look.service().text(), code(e)), remedyOfRead(e, look));
        }
    }

    private void list(Look look, AwsCredentialsProvider assumed) {
        switch (look.service()) {
            case ACM -> {
                try (AcmClient acm = configured(AcmClient.builder().httpClient(http), "ACM", look.region(), assumed)
                        .build()) {
                    acm.listCertificates(request -> request.maxItems(1));
                }
            }
            case SECRETS_MANAGER -> {
                try (SecretsManagerClient secrets = configured(
                                SecretsManagerClient.builder().httpClient(http),
                                "SECRETS_MANAGER",
                                look.region(),
                                assumed)
                        .build()) {
                    secrets.listSecrets(request -> request.maxResults(1));
                }
            }
            case IAM -> {
                try (IamClient iam = configured(IamClient.builder().httpClient(http), "IAM", look.region(), assumed)
                        .build()) {
                    iam.listServerCertificates(request -> request.maxItems(1));
                }
            }
        }
    }

    private static String action(VaultService service) {
        return switch (service) {
            case ACM -> "acm:ListCertificates";
            case SECRETS_MANAGER -> "secretsmanager:ListSecrets";
            case IAM -> "iam:ListServerCertificates";
        };
    }

    /** Allows the calls of the test alone (IAM User Guide, "Session policies"). */
    private static String policy(AwsAccount account) {
        String actions = account.services().stream()
                .map(service -> '"' + action(service) + '"')
                .collect(Collectors.joining(","));
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[%s],\"Resource\":\"*\"}]}"
                .formatted(actions);
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder, String service, String region, @Nullable AwsCredentialsProvider credentials) {
        builder.region(Region.of(region))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .build());
        Optional.ofNullable(credentials).ifPresent(builder::credentialsProvider);
        environment.endpoint(service).ifPresent(builder::endpointOverride);
        return builder;
    }

    private static String code(SdkException e) {
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? String.valueOf(service.awsErrorDetails().errorCode())
                : "nothing in time";
    }

    private static String remedyOfAssume(SdkException e, AwsAccount account) {
        return switch (code(e)) {
            case "AccessDenied", "AccessDeniedException" -> """
                see that the role exists, that its trust policy names this deployment's role (output ApiRole) as principal \
                with the condition StringEquals sts:ExternalId %s, and that it is called as the parameter DiscoveryRoleName says""".formatted(account.externalId());
            case "RegionDisabledException" -> "activate STS for the region of this deployment in that account";
            default -> "test it again; if it stays like this, see whether this deployment can reach STS";
        };
    }

    private static String remedyOfRead(SdkException e, Look look) {
        return switch (code(e)) {
            case "AccessDenied", "AccessDeniedException" -> "allow %s to the role".formatted(action(look.service()));
            case "UnrecognizedClientException", "InvalidClientTokenId" ->
                "see whether the region %s is enabled in that account".formatted(look.region());
            case "nothing in time" -> "see whether there is a region %s, and test it again".formatted(look.region());
            default -> "test it again";
        };
    }
}
