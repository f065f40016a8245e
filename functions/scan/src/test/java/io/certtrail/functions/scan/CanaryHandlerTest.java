package io.certtrail.functions.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.publish.DynamoSigners;
import io.certtrail.aws.publish.S3LogStore;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.tenants.DynamoTenantRegistry;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.Drained;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.publish.Published;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.domain.segments.Sealer;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentPaths;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.chain.WakeLog;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.s3.EmbeddedS3;
import io.certtrail.testkit.sqs.SqsOutbox;
import io.certtrail.testkit.time.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The canary on a ledger that others changed: what they changed is named, and nothing else is. */
class CanaryHandlerTest {
    private static final Origin ORIGIN = new Origin("certtrail.test", "default", 1);
    private static final String LOG = "log";
    private static final String ARCHIVE = "archive";
    private static final byte[] SEED = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final EmbeddedS3 s3 = new EmbeddedS3();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00.000Z"));
    private final Random random = new Random(5);
    private final UuidV7 ids = new UuidV7(clock, random);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Environment environment;
    private final CanaryHandler canary;
    private final DynamoChain chain;
    private final DynamoOutbox outbox;
    private final Publisher publisher;
    private List<LoggedEntry> entries = List.of();

    CanaryHandlerTest(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(SEED));
        Map<String, String> variables = new HashMap<>();
        Tables.ALL.forEach(
                table -> variables.put(table.variable(), table.variable().toLowerCase(Locale.ROOT)));
        variables.put("LOG_BUCKET", LOG);
        variables.put("ARCHIVE_BUCKET", ARCHIVE);
        variables.put("CHECKPOINT_KEY", "file:" + key);
        environment = new Environment(variables);
        AwsClients clients = new AwsClients(
                dynamo.client(),
                new SqsOutbox(),
                s3.client(),
                s3.presigner(),
                KmsClient.builder().region(Region.US_EAST_1).build(),
                SecretsManagerClient.builder().region(Region.US_EAST_1).build());
        chain = new DynamoChain(
                dynamo.client(), environment.ledgerTable(), environment.idsTable(), environment.headsTable());
        outbox = new DynamoOutbox(dynamo.client(), new OutboxTable(environment.outboxTable(), 4, ids));
        publisher = new Publisher(
                chain,
                new S3LogStore(s3.client(), LOG),
                new DynamoSigners(dynamo.client(), environment.headsTable()),
                origin -> List.of(Ed25519Signer.of(origin.text(), SEED)),
                SigningBudget.DEFAULT,
                new WakeLog(),
                clock);
        canary = new CanaryHandler(
                CanaryWiring.of(environment, clients, clock, random, new PrintStream(out, true, UTF_8)));
    }

    @BeforeEach
    void open() {
        for (TableDefinition table : Tables.ALL) {
            dynamo.createTable(table.name(environment), table.hashKey(), table.rangeKey(), table.stream());
        }
        s3.client().createBucket(create -> create.bucket(LOG));
        s3.client().createBucket(create -> create.bucket(ARCHIVE));
        Tenant _ = new ChainOpener(
                        chain,
                        new DynamoTenantRegistry(
                                dynamo.client(),
                                environment.operationsTable(),
                                new OutboxTable(environment.outboxTable(), 4, ids)),
                        new ChainEvents(Catalogue.load(), ids, clock),
                        clock,
                        random)
                .open(ORIGIN);
        for (int i = 0; i < 7; i++) {
            outbox.record("default", SampleEvents.some(100, random));
        }
        sequence();
        publish();
        entries = ChainAudit.verify(chain, ORIGIN);
    }

    @AfterEach
    void stop() {
        s3.close();
        dynamo.close();
    }

    private void sequence() {
        BlockWriter writer = new BlockWriter(
                chain, outbox, new ChainEvents(Catalogue.load(), ids, clock), clock, random, Pause.SLEEP);
        Drained _ =
                new Sequencer(writer, Lease.NONE, new WakeLog(), ids, clock).drain(Tenant.of(ORIGIN), Deadline.NONE);
    }

    private void publish() {
        Published _ = publisher.publish(
                ORIGIN, OptionalLong.of(chain.head(ORIGIN).orElseThrow().size()), Deadline.NONE);
    }

    /** A day later: the places of its findings, as it prints them. */
    private List<String> run() throws IOException {
        clock.move(Duration.ofDays(1));
        out.reset();
        canary.handleRequest(new ByteArrayInputStream("{}".getBytes(UTF_8)), new ByteArrayOutputStream(), context());
        return out.toString(UTF_8)
                .lines()
                .filter(line -> !line.contains("\"alarm\":\"sealing\""))
                .map(line -> line.replaceFirst(".*\"place\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (self, method, arguments) -> 900_000);
    }

    private List<Entry> logged(String action) {
        sequence();
        return chain.blocks(ORIGIN, 0, chain.head(ORIGIN).orElseThrow().n() + 1).stream()
                .flatMap(block -> block.entries().stream())
                .map(LoggedEntry::entry)
                .filter(entry -> entry.action().equals(action))
                .toList();
    }

    private byte[] object(String path) {
        return s3.client()
                .getObjectAsBytes(get -> get.bucket(LOG).key(ORIGIN.text() + "/" + path))
                .asByteArray();
    }

    private void put(String path, byte[] content) {
        s3.client().putObject(put -> put.bucket(LOG).key(ORIGIN.text() + "/" + path), RequestBody.fromBytes(content));
    }

    private void change(String table, String pk, String attribute, AttributeValue value) {
        dynamo.client()
                .updateItem(update -> update.tableName(table)
                        .key(Map.of("pk", Attributes.of(pk)))
                        .updateExpression("SET #a = :v")
                        .expressionAttributeNames(Map.of("#a", attribute))
                        .expressionAttributeValues(Map.of(":v", value)));
    }

    @Test
    void aLedgerThatNobodyTouchedIsVerifiedEachDay() throws IOException {
        assertThat(run()).isEmpty();
        assertThat(run()).isEmpty();
        List<Entry> verified = logged("audit.verified");
        assertThat(verified).hasSize(2).allSatisfy(entry -> {
            Json.Obj details = entry.details();
            assertThat(details.get("treeSize")).isEqualTo(Json.of(702));
            assertThat(details.get("fromSeq")).isEqualTo(Json.of(0));
            assertThat(details.get("toSeq")).isEqualTo(Json.of(702));
        });
        publish();
        assertThat(run()).isEmpty();
        assertThat(logged("audit.verification.failed")).isEmpty();
    }

    @Test
    void aBlockIdItemTileBundleOrCheckpointThatWasChangedIsNamed() throws IOException {
        byte[] tile = object("tile/0/001");
        byte[] changed = tile.clone();
        changed[5 * 32] ^= 1;
        put("tile/0/001", changed);
        assertThat(run()).anyMatch("tile/0/001, entry 261"::equals).allMatch(place -> place.contains("tile"));
        put("tile/0/001", tile);

        byte[] bundle = object("tile/entries/001");
        changed = bundle.clone();
        changed[7 * 339 + 40] ^= 1;
        put("tile/entries/001", changed);
        assertThat(run()).containsExactly("tile/entries/001, entry 263");
        put("tile/entries/001", bundle);

        byte[] above = object("tile/1/000.p/2");
        changed = above.clone();
        changed[0] ^= 1;
        put("tile/1/000.p/2", changed);
        assertThat(run()).anyMatch("tile/1/000.p/2, root of tile/0/000"::equals);
        put("tile/1/000.p/2", above);

        String id = ChainAudit.verify(chain, ORIGIN).get(42).entry().id().toString();
        change(environment.idsTable(), ORIGIN.text() + "@" + id, "seq", Attributes.of(43));
        assertThat(run()).containsExactly("id item of entry " + id);
        change(environment.idsTable(), ORIGIN.text() + "@" + id, "seq", Attributes.of(42));

        Checkpoint newest = Checkpoint.parse(
                SignedNote.parse(new String(object("checkpoint"), UTF_8)).text());
        put("checkpoints/" + newest.size(), "other\n".getBytes(UTF_8));
        assertThat(run()).isEmpty();
        assertThat(run()).containsExactly("checkpoints/702");
        assertThat(logged("audit.verification.failed"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(entry -> assertThat(entry.severity().text()).isEqualTo("critical"));
    }

    @Test
    void aBlockThatIsAnotherIsFoundThoughItsOwnHashesAreRight() throws IOException {
        assertThat(run()).isEmpty();
        Map<String, AttributeValue> item = dynamo.client()
                .getItem(get -> get.tableName(environment.ledgerTable())
                        .key(Map.of("pk", Attributes.of(ORIGIN.text() + "#2")))
                        .consistentRead(true))
                .item();
        Map<String, AttributeValue> other = new HashMap<>(dynamo.client()
                .getItem(get -> get.tableName(environment.ledgerTable())
                        .key(Map.of("pk", Attributes.of(ORIGIN.text() + "#1")))
                        .consistentRead(true))
                .item());
        change(environment.ledgerTable(), ORIGIN.text() + "#2", "body", Objects.requireNonNull(other.get("body")));
        assertThat(run()).contains("block 2");
        change(environment.ledgerTable(), ORIGIN.text() + "#2", "body", Objects.requireNonNull(item.get("body")));
        dynamo.client()
                .deleteItem(delete -> delete.tableName(environment.ledgerTable())
                        .key(Map.of("pk", Attributes.of(ORIGIN.text() + "#1"))));
        assertThat(run()).contains("block 1");
    }

    private List<Segment> seal() {
        outbox.record("default", SampleEvents.some(1, random));
        sequence();
        publish();
        return new Sealer(
                        chain,
                        new S3ArchiveStore(s3.client(), ARCHIVE),
                        new S3LogStore(s3.client(), LOG),
                        publisher::shown,
                        new WakeLog())
                .seal(ORIGIN, Deadline.NONE);
    }

    private void dropBlock(long n) {
        dynamo.client()
                .deleteItem(delete -> delete.tableName(environment.ledgerTable())
                        .key(Map.of("pk", Attributes.of(ORIGIN.text() + "#" + n))));
    }

    @Test
    void whatIsSealedIsVerifiedWithoutItsBlocks() throws IOException {
        long last = chain.head(ORIGIN).orElseThrow().n();
        clock.move(Duration.ofDays(1));
        Segment sealed = seal().getFirst();
        long size = chain.head(ORIGIN).orElseThrow().size();
        dropBlock(1);
        assertThat(run()).isEmpty();
        dropBlock(0);
        dropBlock(last);
        assertThat(run()).isEmpty();
        for (long n = 0; n < last; n++) {
            dropBlock(n);
        }
        assertThat(run()).isEmpty();
        assertThat(logged("audit.verified"))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.details().get("toSeq")).isEqualTo(Json.of(size)));

        String id = ids().get(42);
        change(environment.idsTable(), ORIGIN.text() + "@" + id, "seq", Attributes.of(43));
        assertThat(run()).containsExactly("id item of entry " + id);
        change(environment.idsTable(), ORIGIN.text() + "@" + id, "seq", Attributes.of(42));

        String path = SegmentPaths.data(sealed);
        byte[] object = s3.client()
                .getObjectAsBytes(get -> get.bucket(ARCHIVE).key(path))
                .asByteArray();
        byte[] changed = object.clone();
        changed[changed.length / 2] ^= 1;
        s3.client().putObject(put -> put.bucket(ARCHIVE).key(path), RequestBody.fromBytes(changed));
        assertThat(run()).isNotEmpty();
        assertThat(out.toString(UTF_8)).contains(path, "OTHER_CONTENT");
        s3.client().deleteObject(delete -> delete.bucket(ARCHIVE).key(path));
        assertThat(run()).isNotEmpty();
        assertThat(out.toString(UTF_8)).contains(path, "MISSING");
        sequence();
        assertThat(Jcs.text(logged("audit.verification.failed").getLast().details()))
                .contains(path);
    }

    private List<String> ids() {
        return entries.stream().map(logged -> logged.entry().id().toString()).toList();
    }

    /** Its blocks are all there is of it, and they go when their time is up. */
    @Test
    void whatIsNotSealedForDaysIsAnAlarm() throws IOException {
        for (int day = 1; day <= 3; day++) {
            assertThat(run()).isEmpty();
            assertThat(out.toString(UTF_8)).as("day %d", day).doesNotContain("sealing");
        }
        assertThat(run()).isEmpty();
        assertThat(out.toString(UTF_8))
                .contains("\"alarm\":\"sealing\"", "\"unsealedSince\":\"2026-11-22T12:00:00.000Z\"");
        assertThat(seal()).hasSize(1);
        assertThat(run()).isEmpty();
        assertThat(out.toString(UTF_8)).doesNotContain("sealing");
        dropBlock(chain.head(ORIGIN).orElseThrow().n());
        assertThat(run()).contains("what is not sealed");
    }

    @Test
    void aHistoryThatTheKeyItselfSignedAnewIsCaughtByTheCheckpointThatTheCanaryKept() throws IOException {
        assertThat(run()).isEmpty();
        String forged = new Checkpoint(ORIGIN, 702, Hash.sha256(new byte[] {1}))
                .sign(Ed25519Signer.of(ORIGIN.text(), SEED))
                .format();
        put("checkpoint", forged.getBytes(UTF_8));
        assertThat(run()).contains("checkpoint");
        String smaller = new Checkpoint(ORIGIN, 700, Hash.sha256(new byte[] {1}))
                .sign(Ed25519Signer.of(ORIGIN.text(), SEED))
                .format();
        put("checkpoint", smaller.getBytes(UTF_8));
        assertThat(run()).contains("checkpoint");
        put("checkpoint", "nobody signed this\n".getBytes(UTF_8));
        assertThat(run()).containsExactly("checkpoint");
        assertThat(Jcs.text(logged("audit.verification.failed").getFirst().details()))
                .contains("702 entries");
    }

    @Test
    void aFindingIsRecordedOnceADay() throws IOException {
        put("checkpoint", "nobody signed this\n".getBytes(UTF_8));
        assertThat(run()).hasSize(1);
        for (int i = 0; i < 3; i++) {
            canary.handleRequest(
                    new ByteArrayInputStream("{}".getBytes(UTF_8)), new ByteArrayOutputStream(), context());
        }
        assertThat(logged("audit.verification.failed")).hasSize(1);
        assertThat(run()).hasSize(1);
        assertThat(logged("audit.verification.failed")).hasSize(2);
    }
}
