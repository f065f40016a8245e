package io.certtrail.functions.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.exports.DynamoExportStore;
import io.certtrail.aws.exports.ExportMessage;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.tenants.DynamoTenants;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.exports.SampleExports;
import io.certtrail.testkit.s3.EmbeddedS3;
import io.certtrail.testkit.sqs.SqsOutbox;
import io.certtrail.testkit.time.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

final class SweepHandlerTest {
    private static final String SCHEDULED = "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}";
    private static final List<String> WORKERS = List.of("sequence", "publish", "dispatch");

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final EmbeddedS3 s3 = new EmbeddedS3();
    private final SqsOutbox sqs = new SqsOutbox();
    private final MovableClock clock = new MovableClock(SampleExports.NOON);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Environment environment = new Environment(Map.of(
            "OUTBOX_TABLE", "outbox",
            "OPERATIONS_TABLE", "operations",
            "SEQUENCE_QUEUE_URL", "sequence",
            "PUBLISH_QUEUE_URL", "publish",
            "DISPATCH_QUEUE_URL", "dispatch",
            "EXPORT_QUEUE_URL", "exports"));
    private final DynamoExportStore store = new DynamoExportStore(
            dynamo.client(), "operations", new OutboxTable("outbox", 1, new UuidV7(clock, new Random(1))));
    private final SweepHandler handler = new SweepHandler(
            Wiring.of(environment, clients(), clock, new Random(2), new PrintStream(log, true, UTF_8)));

    @BeforeEach
    void makeTables() {
        dynamo.createTable("outbox", Tables.PK, Tables.OUTBOX.rangeKey(), true);
        dynamo.createTable("operations", Tables.PK, Tables.OPERATIONS.rangeKey(), false);
        register(SampleExports.ORIGIN);
    }

    @AfterEach
    void stop() {
        s3.close();
        dynamo.close();
    }

    @Test
    void everyWorkerOfEveryTenantIsWoken() throws IOException {
        register(new Origin("certtrail.test", "beta", 2));
        sweep();
        for (String worker : WORKERS) {
            assertThat(sqs.take(worker)).containsExactlyInAnyOrder("{\"tenant\":\"acme\"}", "{\"tenant\":\"beta\"}");
        }
        assertThat(log.size()).isZero();
    }

    @Test
    void aJobThatTheQueueLostIsSentAgain() throws IOException {
        Export export = SampleExports.queued(0);
        store.create(export);
        sweep();
        assertThat(sqs.take("exports")).isEmpty();
        clock.move(Duration.ofMinutes(2));
        sweep();
        assertThat(sqs.take("exports")).containsExactly(new ExportMessage("acme", export.id()).text());
        assertThat(log.toString(UTF_8)).contains(export.id().toString());
    }

    @Test
    void aJobWhoseWorkerDiedIsSentAgainWhenItsLeaseHasEnded() throws IOException {
        Export export = SampleExports.queued(0);
        store.create(export);
        store.replace(SampleExports.next(export, SampleExports.running(), false), List.of());
        clock.move(Duration.ofSeconds(119));
        sweep();
        assertThat(sqs.take("exports")).isEmpty();
        clock.move(Duration.ofMinutes(2));
        sweep();
        assertThat(sqs.take("exports")).hasSize(1);
    }

    @Test
    void aSweepThatDidNotDoItAllFails() {
        sqs.breakDown();
        assertThatThrownBy(this::sweep).isInstanceOf(IOException.class).hasMessageContaining("3 parts");
        assertThat(log.toString(UTF_8).lines()).hasSize(3);
    }

    private void sweep() throws IOException {
        handler.handleRequest(
                new ByteArrayInputStream(SCHEDULED.getBytes(UTF_8)), new ByteArrayOutputStream(), context());
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private void register(Origin origin) {
        new DynamoTenants(dynamo.client(), "operations").register(Tenant.of(origin));
    }

    private AwsClients clients() {
        return new AwsClients(
                dynamo.client(),
                sqs,
                s3.client(),
                s3.presigner(),
                KmsClient.builder().region(Region.US_EAST_1).build(),
                SecretsManagerClient.builder().region(Region.US_EAST_1).build());
    }
}
