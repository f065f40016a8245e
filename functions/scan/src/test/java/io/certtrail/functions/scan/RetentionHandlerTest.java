package io.certtrail.functions.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.tenants.DynamoTenantRegistry;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.exports.SampleLedger;
import io.certtrail.testkit.s3.EmbeddedS3;
import io.certtrail.testkit.segments.SealedEntries;
import io.certtrail.testkit.sqs.SqsOutbox;
import io.certtrail.testkit.time.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Retention on S3: what has expired is dropped, and told of once. */
class RetentionHandlerTest {
    private static final Origin ORIGIN = SampleLedger.ORIGIN;
    private static final String ARCHIVE = "archive";
    private static final String VAULT = "vault";

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final EmbeddedS3 s3 = new EmbeddedS3();
    private final Random random = new Random(1);
    private final SampleLedger ledger = new SampleLedger(1, 10);
    private final MovableClock clock;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final DynamoOutbox outbox;
    private final DynamoTenantRegistry tenants;
    private final ChainEvents events;
    private final RetentionHandler retention;
    private final Environment environment;

    RetentionHandlerTest() {
        ledger.grow(20);
        clock = new MovableClock(ledger.entries().getLast().entry().time());
        Map<String, String> variables = new HashMap<>();
        Tables.ALL.forEach(
                table -> variables.put(table.variable(), table.variable().toLowerCase(Locale.ROOT)));
        variables.put("ARCHIVE_BUCKET", ARCHIVE);
        variables.put("RETENTION_DAYS", "30");
        variables.put("VAULT_BUCKET", VAULT);
        variables.put("ARCHIVE_MONTHS", "2");
        environment = new Environment(variables);
        AwsClients clients = new AwsClients(
                dynamo.client(),
                new SqsOutbox(),
                s3.client(),
                s3.presigner(),
                KmsClient.builder().region(Region.US_EAST_1).build(),
                SecretsManagerClient.builder().region(Region.US_EAST_1).build());
        UuidV7 ids = new UuidV7(clock, random);
        OutboxTable outboxTable = new OutboxTable(environment.outboxTable(), 4, ids);
        outbox = new DynamoOutbox(dynamo.client(), outboxTable);
        tenants = new DynamoTenantRegistry(dynamo.client(), environment.operationsTable(), outboxTable);
        events = new ChainEvents(Catalogue.load(), ids, clock);
        retention = new RetentionHandler(
                RetentionWiring.of(environment, clients, clock, random, new PrintStream(out, true, UTF_8)));
    }

    @BeforeEach
    void seal() {
        for (TableDefinition table : Tables.ALL) {
            dynamo.createTable(table.name(environment), table.hashKey(), table.rangeKey(), table.stream());
        }
        Tenant tenant = Tenant.of(ORIGIN);
        tenants.register(tenant, events.tenantCreated(tenant));
        s3.client().createBucket(create -> create.bucket(ARCHIVE));
        s3.client().createBucket(create -> create.bucket(VAULT));
        S3ArchiveStore archive = new S3ArchiveStore(s3.client(), ARCHIVE);
        List<Segment> _ = SealedEntries.seal(archive, ORIGIN, ledger.entries());
        assertThat(new DerivedObjects(archive)
                        .putIfAbsent(ORIGIN, new DerivedObjects.Name("index", 0, 20, "v1"), new byte[1]))
                .isTrue();
    }

    @AfterEach
    void stop() {
        s3.close();
        dynamo.close();
    }

    private void run() throws IOException {
        Context context = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (self, method, arguments) -> 900_000);
        retention.handleRequest(new ByteArrayInputStream("{}".getBytes(UTF_8)), new ByteArrayOutputStream(), context);
    }

    private List<String> keys(String bucket) {
        return s3.client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private String lastDayInTheVault() {
        return Segment.day(ledger.entries().getLast().entry().time())
                .plusMonths(2)
                .toString();
    }

    /** Without what was recorded when the tenant was set up. */
    private List<Event> recorded() {
        return outbox.read(ORIGIN.tenant(), 100).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .filter(event -> !event.action().equals("tenant.created"))
                .toList();
    }

    @Test
    void whatHasExpiredIsDroppedAndToldOfAndItsManifestStays() throws IOException {
        clock.move(Duration.ofDays(30));
        run();
        assertThat(keys(ARCHIVE)).hasSize(3);
        String sealed = keys(ARCHIVE).getLast();
        assertThat(recorded()).isEmpty();

        clock.move(Duration.ofDays(1));
        run();
        run();
        assertThat(keys(ARCHIVE))
                .satisfiesExactly(
                        key -> assertThat(key).startsWith("manifests/"),
                        key -> assertThat(key).startsWith("pruned/"));
        assertThat(keys(VAULT))
                .satisfiesExactly(
                        key -> assertThat(key).startsWith("manifests/"),
                        key -> assertThat(key).isEqualTo(sealed));
        assertThat(recorded()).extracting(Event::action).containsExactlyInAnyOrder("audit.archived", "audit.pruned");
        assertThat(recorded()).allSatisfy(event -> {
            assertThat(event.details())
                    .isEqualTo(Json.obj()
                            .put("fromSeq", 0)
                            .put("toSeq", 20)
                            .put("policy", "30 days, archived for 2 months")
                            .build());
        });
        assertThat(out.toString(UTF_8).lines()).hasSize(1);

        clock.move(Duration.ofDays(40));
        run();
        run();
        assertThat(keys(VAULT)).isEmpty();
        assertThat(recorded())
                .extracting(event -> event.details().member("policy"))
                .contains(Json.of("archived until " + lastDayInTheVault()));
    }
}
