package io.certtrail.functions.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoLease;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.exports.DynamoExportStore;
import io.certtrail.aws.exports.S3EvidenceStore;
import io.certtrail.aws.exports.SqsExportQueue;
import io.certtrail.aws.publish.DynamoSigners;
import io.certtrail.aws.publish.S3LogStore;
import io.certtrail.aws.segments.S3ArchiveStore;
import io.certtrail.aws.settings.DynamoSettings;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.aws.tenants.DynamoTenantRegistry;
import io.certtrail.aws.wake.SqsWakes;
import io.certtrail.aws.wake.WakeMessage;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.BlockWriter;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.Sequencer;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportDesk;
import io.certtrail.domain.exports.ExportEvents;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.time.Pause;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.dynamo.EmbeddedDynamo;
import io.certtrail.testkit.s3.EmbeddedS3;
import io.certtrail.testkit.sqs.SqsOutbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A deployment on embedded services: its queues are run by the test, its publisher whenever it is asked for. */
final class Cloud implements AutoCloseable {
    static final Origin ORIGIN = new Origin("certtrail.test", "acme", 1);
    static final Requester ALICE =
            new Requester(ORIGIN.tenant(), new Actor(Actor.Type.USER, "u-alice", "alice"), Client.NONE);
    static final String EXPORTS = "http://queue/exports";

    private static final String PUBLISH = "http://queue/publish";
    private static final int SEED_BYTES = 32;

    final SqsOutbox sqs = new SqsOutbox();
    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    final Wiring wiring;
    final DynamoExportStore store;
    final ExportDesk desk;
    final TrustedKeys keys;
    final ManifestMac mac;

    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final EmbeddedS3 s3 = new EmbeddedS3();
    private final Random random = new Random(7);
    private final Clock clock = Clock.systemUTC();
    private final Environment environment;
    private final DynamoChain chain;
    private final DynamoOutbox outbox;
    private final SqsWakes wakes;
    private final Sequencer sequencer;
    private final DynamoSettings settings;

    Cloud(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /** @param more variables of the environment */
    Cloud(Path folder, Map<String, String> more) throws IOException {
        Map<String, String> variables = variables(folder);
        variables.putAll(more);
        environment = new Environment(variables);
        for (TableDefinition table : Tables.ALL) {
            dynamo.createTable(table.name(environment), table.hashKey(), table.rangeKey(), table.stream());
        }
        s3.client().createBucket(create -> create.bucket(environment.logBucket()));
        s3.client().createBucket(create -> create.bucket(environment.evidenceBucket()));
        s3.client().createBucket(create -> create.bucket(environment.archiveBucket()));

        UuidV7 ids = new UuidV7(clock, random);
        OutboxTable outboxTable = new OutboxTable(environment.outboxTable(), environment.outboxShards(), ids);
        chain = new DynamoChain(
                dynamo.client(), environment.ledgerTable(), environment.idsTable(), environment.headsTable());
        outbox = new DynamoOutbox(dynamo.client(), outboxTable);
        wakes = new SqsWakes(sqs, environment);
        DynamoTenantRegistry tenants =
                new DynamoTenantRegistry(dynamo.client(), environment.operationsTable(), outboxTable);
        ChainEvents events = new ChainEvents(Catalogue.load(), ids, clock);
        sequencer = new Sequencer(
                new BlockWriter(chain, outbox, events, clock, random, Pause.SLEEP),
                new DynamoLease(dynamo.client(), environment.headsTable(), clock),
                wakes,
                ids,
                clock);
        new ChainOpener(chain, tenants, events, clock, random).open(ORIGIN);

        settings = new DynamoSettings(dynamo.client(), environment.operationsTable(), outboxTable);
        store = new DynamoExportStore(dynamo.client(), environment.operationsTable(), outboxTable);
        desk = new ExportDesk(
                new ExportDesk.Ports(
                        store,
                        new SqsExportQueue(sqs, EXPORTS, System.err::println),
                        new S3EvidenceStore(
                                s3.client(), s3.presigner(), environment.evidenceBucket(), environment.evidenceKept()),
                        tenants,
                        new Contents(
                                chain,
                                new S3ArchiveStore(s3.client(), environment.archiveBucket()),
                                any -> Instant.MIN),
                        outbox,
                        any -> Instant.MIN),
                new ExportEvents(Catalogue.load(), ids),
                ids,
                clock,
                Pause.SLEEP);
        Ed25519Signer checkpointKey = signer(environment.checkpointKey(), ORIGIN.text());
        VerifierKey exportKey =
                signer(environment.exportKey(), ORIGIN.exportsKeyName()).verifierKey();
        keys = new TrustedKeys(List.of(checkpointKey.verifierKey(), exportKey));
        mac = ManifestMac.ofFile(Files.readAllBytes(file(environment.secretKey())));
        publishWhenAsked(checkpointKey);
        AwsClients clients = new AwsClients(
                dynamo.client(),
                sqs,
                s3.client(),
                s3.presigner(),
                KmsClient.builder().region(Region.US_EAST_1).build(),
                SecretsManagerClient.builder().region(Region.US_EAST_1).build());
        wiring = Wiring.of(environment, clients, clock, random, new PrintStream(log, true, UTF_8));
    }

    private Map<String, String> variables(Path folder) throws IOException {
        Map<String, String> variables = new HashMap<>(Map.of(
                "CERTTRAIL_LOG_NAME", ORIGIN.logName(),
                "OUTBOX_TABLE", "outbox",
                "LEDGER_TABLE", "ledger",
                "IDS_TABLE", "ids",
                "HEADS_TABLE", "heads",
                "OPERATIONS_TABLE", "operations",
                "LOG_BUCKET", "log",
                "EVIDENCE_BUCKET", "evidence",
                "EXPORT_QUEUE_URL", EXPORTS,
                "PUBLISH_QUEUE_URL", PUBLISH));
        variables.put("ARCHIVE_BUCKET", "archive");
        variables.put("SEQUENCE_QUEUE_URL", "http://queue/sequence");
        variables.put("DISPATCH_QUEUE_URL", "http://queue/dispatch");
        Path sealKey = Files.writeString(
                folder.resolve("SEAL_KEY"), LocalSealKey.pem(LocalSealKey.generate(new SecureRandom())));
        variables.put("SEAL_KEY", "file:" + sealKey);
        for (String key : List.of("CHECKPOINT_KEY", "EXPORT_KEY", "SECRET_KEY")) {
            byte[] seed = new byte[SEED_BYTES];
            random.nextBytes(seed);
            Path file = folder.resolve(key);
            Files.writeString(file, HexFormat.of().formatHex(seed) + "\n");
            variables.put(key, "file:" + file);
        }
        return variables;
    }

    private void publishWhenAsked(Ed25519Signer key) {
        Publisher publisher = new Publisher(
                chain,
                new S3LogStore(s3.client(), environment.logBucket()),
                new DynamoSigners(dynamo.client(), environment.headsTable()),
                origin -> List.of(key),
                SigningBudget.DEFAULT,
                wakes,
                clock);
        sqs.onSend(
                PUBLISH,
                body -> publisher.publish(ORIGIN, WakeMessage.parse(body).size(), Deadline.NONE));
    }

    private static Ed25519Signer signer(String reference, String name) throws IOException {
        return Ed25519Signer.of(
                name, HexFormat.of().parseHex(Files.readString(file(reference)).strip()));
    }

    private static Path file(String reference) {
        return Path.of(reference.substring("file:".length()));
    }

    /** Logs so many events. */
    void log(int events) {
        record(events);
        drain();
    }

    /** Records so many events, and leaves them where they wait for the chain. */
    void record(int events) {
        outbox.record(ORIGIN.tenant(), SampleEvents.some(events, random));
    }

    /** Puts everything that was recorded into the chain. */
    void drain() {
        sequencer.drain(Tenant.of(ORIGIN), Deadline.NONE);
    }

    /** Sets a setting of the tenant, and no other. */
    void set(String key, Json value) {
        StoredSettings before = settings.of(ORIGIN.tenant());
        StoredSettings next = new StoredSettings(
                ORIGIN.tenant(),
                before.version() + 1,
                new TreeMap<>(Map.of(key, value)),
                new UUID(random.nextLong(), random.nextLong()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                "ada");
        if (!settings.replace(next, SampleEvents.some(1, random))) {
            throw new IllegalStateException("somebody else changed the settings");
        }
        drain();
    }

    /** How many entries the chain has. */
    long size() {
        return chain.head(ORIGIN).orElseThrow().size();
    }

    /** What the ledger says was done with an export, in order. */
    List<String> actionsOn(Export export) {
        return chain.blocks(ORIGIN, 0, chain.head(ORIGIN).orElseThrow().n() + 1).stream()
                .flatMap(block -> block.entries().stream())
                .map(LoggedEntry::entry)
                .filter(entry -> entry.resource().id().equals(export.id().toString()))
                .map(Entry::action)
                .toList();
    }

    /** Invokes a function with these messages, and gives its answer. */
    static String invoke(RequestStreamHandler handler, List<String> bodies) throws IOException {
        return invoke(handler, bodies, Duration.ofMinutes(15));
    }

    /** The same; the function has so much time left. */
    static String invoke(RequestStreamHandler handler, List<String> bodies, Duration left) throws IOException {
        Json.Obj event = Json.obj()
                .put(
                        "Records",
                        new Json.Arr(bodies.stream()
                                .<Json>map(body -> Json.obj()
                                        .put("messageId", "m-" + bodies.indexOf(body))
                                        .put("body", body)
                                        .put("eventSource", "aws:sqs")
                                        .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:exports")
                                        .build())
                                .toList()))
                .build();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(Jcs.bytes(event)), answer, context(left));
        return answer.toString(UTF_8);
    }

    private static Context context(Duration left) {
        Object proxy = Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getRemainingTimeInMillis")) {
                        return Math.toIntExact(left.toMillis());
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return (Context) proxy;
    }

    @Override
    public void close() {
        s3.close();
        dynamo.close();
    }
}
