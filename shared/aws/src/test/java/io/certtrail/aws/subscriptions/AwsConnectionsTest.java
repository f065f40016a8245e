package io.certtrail.aws.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certtrail.aws.config.Environment;
import io.certtrail.domain.subscriptions.AwsAccount;
import io.certtrail.domain.subscriptions.ConnectionStep;
import io.certtrail.domain.subscriptions.ConnectionStep.Outcome;
import io.certtrail.domain.subscriptions.Scope;
import io.certtrail.domain.subscriptions.VaultService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Against a server that answers as STS, ACM, Secrets Manager and IAM do. */
class AwsConnectionsTest {
    private static final String EXTERNAL_ID = "0123456789abcdef0123456789abcdef";
    private static final String SECRET = "a-secret-access-key-of-a-session";
    private static final AwsAccount ACCOUNT = new AwsAccount(
            "123456789012",
            "arn:aws:iam::123456789012:role/certtrail-discovery",
            EXTERNAL_ID,
            List.of("eu-west-1", "us-east-1"),
            List.of(VaultService.ACM, VaultService.SECRETS_MANAGER, VaultService.IAM),
            Scope.ALL);

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** Whether the role's trust policy asks for the external id; whether it trusts at all; whether it may list. */
    private boolean asksForExternalId = true;

    private boolean trusts = true;
    private boolean mayList = true;

    AwsConnectionsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private List<ConnectionStep> test() {
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        Environment environment = new Environment(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", endpoint));
        return new AwsConnections(
                        environment, StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "own-secret")))
                .test(ACCOUNT);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        seen.add(authorization + ' ' + target + ' ' + URLDecoder.decode(body, StandardCharsets.UTF_8));
        if (body.contains("Action=AssumeRole")) {
            boolean allowed = trusts && (body.contains("ExternalId=" + EXTERNAL_ID) || !asksForExternalId);
            send(exchange, allowed ? 200 : 403, "text/xml", allowed ? assumed() : denied("AccessDenied"));
        } else if (body.contains("Action=ListServerCertificates")) {
            send(exchange, mayList ? 200 : 403, "text/xml", mayList ? noServerCertificates() : denied("AccessDenied"));
        } else {
            send(
                    exchange,
                    mayList ? 200 : 400,
                    "application/x-amz-json-1.1",
                    mayList
                            ? "{}"
                            : "{\"__type\":\"AccessDeniedException\",\"message\":\"User %s may not\"}"
                                    .formatted(SECRET));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String assumed() {
        return """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>token</SessionToken>
                <Expiration>2036-11-22T10:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""".formatted(SECRET);
    }

    private static String denied(String code) {
        return """
                <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s is not authorized</Message></Error>
                <RequestId>r</RequestId></ErrorResponse>""".formatted(code, SECRET);
    }

    private static String noServerCertificates() {
        return """
                <ListServerCertificatesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
                <ListServerCertificatesResult><IsTruncated>false</IsTruncated><ServerCertificateMetadataList/>
                </ListServerCertificatesResult></ListServerCertificatesResponse>""";
    }

    @Test
    void everyStepIsToldInItsOrder() {
        assertThat(test())
                .extracting(ConnectionStep::step)
                .containsExactly(
                        "assume the role",
                        "assume the role without the external id",
                        "list acm in eu-west-1",
                        "list acm in us-east-1",
                        "list secretsmanager in eu-west-1",
                        "list secretsmanager in us-east-1",
                        "list iam");
        assertThat(test()).allMatch(ConnectionStep::isPassed);
    }

    @Test
    void theRoleIsAssumedForWhatTheTestDoesAndNoMore() {
        test();

        assertThat(seen.peek())
                .contains("Credential=own/")
                .contains("/eu-central-1/sts/")
                .contains("ExternalId=" + EXTERNAL_ID)
                .contains("DurationSeconds=900")
                .contains("acm:ListCertificates", "secretsmanager:ListSecrets", "iam:ListServerCertificates");
        assertThat(seen)
                .filteredOn(request -> request.contains("Action=AssumeRole"))
                .hasSize(2);
        assertThat(seen)
                .filteredOn(request -> !request.contains("Action=AssumeRole"))
                .hasSize(5)
                .allMatch(request -> request.contains("Credential=ASIASESSION/"));
    }

    @Test
    void aRoleThatTrustsNobodyIsTheStepThatFailed() {
        trusts = false;
        List<ConnectionStep> steps = test();

        assertThat(steps.getFirst().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(steps.getFirst().detail()).isEqualTo("STS answered AccessDenied");
        assertThat(steps.getFirst().remedy()).contains("sts:ExternalId " + EXTERNAL_ID, "DiscoveryRoleName");
        assertThat(steps).hasSize(6);
        assertThat(steps.subList(1, 6)).extracting(ConnectionStep::outcome).containsOnly(Outcome.SKIPPED);
        assertThat(steps.toString()).doesNotContain(SECRET);
    }

    @Test
    void aRoleThatAsksForNoExternalIdIsRefused() {
        asksForExternalId = false;

        assertThat(test().get(1)).satisfies(step -> {
            assertThat(step.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(step.remedy()).contains("sts:ExternalId " + EXTERNAL_ID);
        });
    }

    @Test
    void whatTheRoleMayNotReadSaysWhatToAllow() {
        mayList = false;
        List<ConnectionStep> steps = test();

        assertThat(steps.subList(0, 2)).allMatch(ConnectionStep::isPassed);
        assertThat(steps.subList(2, 7)).noneMatch(ConnectionStep::isPassed);
        assertThat(steps.get(2).remedy()).isEqualTo("allow acm:ListCertificates to the role");
        assertThat(steps.get(4).remedy()).isEqualTo("allow secretsmanager:ListSecrets to the role");
        assertThat(steps.get(6).remedy()).isEqualTo("allow iam:ListServerCertificates to the role");
        assertThat(steps.toString()).doesNotContain(SECRET);
    }

    @Test
    void aServerThatIsNotThereIsAFailedStep() {
        server.stop(0);

        assertThat(test().getFirst().detail()).isEqualTo("STS answered nothing in time");
    }

    @Test
    void whatStandsInForACloudSaysThatItHasNoSts() {
        Environment local = new Environment(Map.of("AWS_REGION", "eu-west-1", "CERTTRAIL_STANDS_IN", "local"));

        assertThat(AwsConnections.of(local).test(ACCOUNT)).singleElement().satisfies(step -> {
            assertThat(step.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(step.detail()).contains("no STS");
        });
    }
}
