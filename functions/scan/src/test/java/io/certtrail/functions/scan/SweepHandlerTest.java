package io.certtrail.functions.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.exports.DynamoExportStore;
import io.certtrail.aws.exports.ExportMessage;
import io.certtrail.aws.login.DynamoRefusedLogins;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.tenants.DynamoTenantRegistry;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.Drained;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.login.AttemptKey;
import io.certtrail.domain.login.RefusedLogins;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.WakeLog;
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
import java.time.Instant;
import java.util.ArrayList;
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
            "OUTBOX_SHARDS", "1",
            "LEDGER_TABLE", "ledger",
            "IDS_TABLE", "ids",
            "HEADS_TABLE", "heads",
            "OPERATIONS_TABLE", "operations",
            "SEQUENCE_QUEUE_URL", "sequence",
            "PUBLISH_QUEUE_URL", "publish",
            "DISPATCH_QUEUE_URL", "dispatch",
            "EXPORT_QUEUE_URL", "exports"));
    private final DynamoExportStore store = new DynamoExportStore(
            dynamo.client(), "operations", new OutboxTable("outbox", 1, new UuidV7(clock, new Random(1))));
    private final DynamoChain chain = new DynamoChain(dynamo.client(), "ledger", "ids", "heads");
    private final DynamoOutbox outbox =
            new DynamoOutbox(dynamo.client(), new OutboxTable("outbox", 1, new UuidV7(clock, new Random(5))));
    private final SweepHandler handler = new SweepHandler(
            Wiring.of(environment, clients(), clock, new Random(2), new PrintStream(log, true, UTF_8)));

    @BeforeEach
    void makeTables() {
        dynamo.createTable("outbox", Tables.PK, Tables.OUTBOX.rangeKey(), true);
        dynamo.createTable("operations", Tables.PK, Tables.OPERATIONS.rangeKey(), false);
        dynamo.createTable("ledger", Tables.PK, Tables.LEDGER.rangeKey(), true);
        dynamo.createTable("ids", Tables.PK, Tables.IDS.rangeKey(), false);
        dynamo.createTable("heads", Tables.PK, Tables.HEADS.rangeKey(), false);
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
    void aDayWithoutAnEntryGetsOneHoweverManySweepsThereAre() throws IOException {
        Sequencer sequencer = sequencer();
        Tenant tenant = Tenant.of(SampleExports.ORIGIN);
        List<Instant> beats = new ArrayList<>();
        for (int hour = 0; hour < 28; hour++) {
            for (SweepHandler each : List.of(handler, anotherProcess(), anotherProcess())) {
                sweep(each);
            }
            Drained _ = sequencer.drain(tenant, Deadline.NONE);
            clock.move(Duration.ofHours(3));
        }
        for (LoggedEntry logged : ChainAudit.verify(chain, SampleExports.ORIGIN)) {
            if (logged.entry().action().equals("ledger.heartbeat")) {
                assertThat(logged.entry().details())
                        .isEqualTo(Json.obj().put("size", logged.seq()).build());
                beats.add(logged.entry().time());
            }
        }
        // Opened at noon; the first is 24 hours later, and each other 24 hours after the one before.
        assertThat(beats)
                .containsExactly(
                        SampleExports.NOON.plus(Duration.ofHours(24)),
                        SampleExports.NOON.plus(Duration.ofHours(48)),
                        SampleExports.NOON.plus(Duration.ofHours(72)));
    }

    @Test
    void aDayThatHasAnEntryNeedsNone() throws IOException {
        clock.move(Duration.ofHours(13));
        outbox.record("acme", SampleEvents.some(1, new Random(6)));
        Drained _ = sequencer().drain(Tenant.of(SampleExports.ORIGIN), Deadline.NONE);
        clock.move(Duration.ofHours(22));
        sweep();
        assertThat(outbox.oldest("acme"))
                .as("23:00 of a day with an entry at 01:00")
                .isEmpty();
        clock.move(Duration.ofHours(24));
        sweep();
        sweep();
        assertThat(outbox.read("acme", 10)).as("23:00 of a day without one").hasSize(1);
    }

    @Test
    void loginsThatWereRefusedAreRecordedAsOneEntryWhenTheirWindowIsOver() throws IOException {
        DynamoRefusedLogins refused = new DynamoRefusedLogins(
                dynamo.client(), "operations", new OutboxTable("outbox", 1, new UuidV7(clock, new Random(10))));
        Instant over = clock.instant().plus(Duration.ofMinutes(5));
        for (int i = 0; i < 7; i++) {
            refused.add(flood("acme", over));
        }
        refused.add(flood("beta", over));
        sweep();
        assertThat(recorded("acme")).as("while the window lasts").isEmpty();

        clock.move(Duration.ofMinutes(5));
        for (SweepHandler each : List.of(handler, anotherProcess(), handler)) {
            sweep(each);
        }
        assertThat(recorded("acme")).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("auth.login.failed");
            assertThat(event.details().member("count")).isEqualTo(Json.of(7));
            assertThat(event.details().member("reason")).isEqualTo(Json.of("account locked"));
        });
        assertThat(outbox.read("beta", 10)).as("of a tenant that is not set up").isEmpty();
        register(new Origin("certtrail.test", "beta", 1));
        sweep();
        assertThat(recorded("beta")).hasSize(1);
        assertThat(log.size()).isZero();
    }

    /** Without what was recorded when the tenant was set up. */
    private List<Event> recorded(String tenant) {
        return outbox.read(tenant, 10).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .filter(event -> !event.action().equals("tenant.created"))
                .toList();
    }

    private static RefusedLogins.Flood flood(String tenant, Instant over) {
        return new RefusedLogins.Flood(
                tenant,
                AttemptKey.ofName("ada"),
                "ada",
                "Ada",
                "192.0.2.1",
                "account locked",
                1,
                SampleExports.NOON,
                over);
    }

    private Sequencer sequencer() {
        UuidV7 ids = new UuidV7(clock, new Random(7));
        ChainEvents events = new ChainEvents(Catalogue.load(), ids, clock);
        BlockWriter writer = new BlockWriter(chain, outbox, events, clock, new Random(8), Pause.SLEEP);
        return new Sequencer(writer, Lease.NONE, new WakeLog(), ids, clock);
    }

    private SweepHandler anotherProcess() {
        return new SweepHandler(
                Wiring.of(environment, clients(), clock, new Random(9), new PrintStream(log, true, UTF_8)));
    }

    @Test
    void aSweepThatDidNotDoItAllFails() {
        sqs.breakDown();
        assertThatThrownBy(this::sweep).isInstanceOf(IOException.class).hasMessageContaining("3 parts");
        assertThat(log.toString(UTF_8).lines()).hasSize(3);
    }

    private void sweep() throws IOException {
        sweep(handler);
    }

    private static void sweep(SweepHandler handler) throws IOException {
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
        UuidV7 ids = new UuidV7(clock, new Random(3));
        Tenant _ = new ChainOpener(
                        chain,
                        new DynamoTenantRegistry(dynamo.client(), "operations", new OutboxTable("outbox", 1, ids)),
                        new ChainEvents(Catalogue.load(), ids, clock),
                        clock,
                        new Random(4))
                .open(origin);
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
