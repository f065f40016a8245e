package io.certtrail.functions.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.ledger.checkpoint.Origin;
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
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A deployment of this module's functions on embedded services; its queues only keep what is sent. */
final class Cloud implements AutoCloseable {
    static final Origin ORIGIN = new Origin("certtrail.test", "default", 1);
    static final String SEQUENCE = "http://queue/sequence";
    static final String PUBLISH = "http://queue/publish";
    static final String DISPATCH = "http://queue/dispatch";

    final SqsOutbox sqs = new SqsOutbox();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final Environment environment;
    final Wiring wiring;
    final DynamoChain chain;
    final DynamoOutbox outbox;

    private final Map<String, String> variables;
    private final Random random;
    private final AwsClients clients;
    private final EmbeddedDynamo dynamo = new EmbeddedDynamo();
    private final EmbeddedS3 s3 = new EmbeddedS3();

    Cloud(Path folder) throws IOException {
        variables = variables(folder);
        environment = new Environment(variables);
        for (TableDefinition table : Tables.ALL) {
            dynamo.createTable(table.name(environment), table.hashKey(), table.rangeKey(), table.stream());
        }
        s3.client().createBucket(create -> create.bucket(environment.logBucket()));
        s3.client().createBucket(create -> create.bucket(environment.archiveBucket()));
        random = new Random(9);
        clients = new AwsClients(
                dynamo.client(),
                sqs,
                s3.client(),
                s3.presigner(),
                KmsClient.builder().region(Region.US_EAST_1).build(),
                SecretsManagerClient.builder().region(Region.US_EAST_1).build());
        wiring = wiring(Map.of());
        chain = new DynamoChain(
                dynamo.client(), environment.ledgerTable(), environment.idsTable(), environment.headsTable());
        UuidV7 ids = new UuidV7(Clock.systemUTC(), random);
        outbox = new DynamoOutbox(
                dynamo.client(), new OutboxTable(environment.outboxTable(), environment.outboxShards(), ids));
    }

    /** The functions as they are deployed with other settings. */
    Wiring wiring(Map<String, String> changed) {
        return wiring(changed, Clock.systemUTC());
    }

    /** The functions at another time. */
    Wiring wiring(Map<String, String> changed, Clock clock) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(changed);
        return Wiring.of(new Environment(all), clients, clock, random, new PrintStream(out, true, UTF_8));
    }

    private static Map<String, String> variables(Path folder) throws IOException {
        Map<String, String> variables = new HashMap<>(Map.of(
                "CERTTRAIL_LOG_NAME", ORIGIN.logName(),
                "OUTBOX_TABLE", "outbox",
                "LEDGER_TABLE", "ledger",
                "IDS_TABLE", "ids",
                "HEADS_TABLE", "heads",
                "OPERATIONS_TABLE", "operations",
                "LOG_BUCKET", "log",
                "ARCHIVE_BUCKET", "archive",
                "SEQUENCE_QUEUE_URL", SEQUENCE,
                "PUBLISH_QUEUE_URL", PUBLISH));
        variables.put("DISPATCH_QUEUE_URL", DISPATCH);
        for (String key : List.of("CHECKPOINT_KEY", "EXPORT_KEY")) {
            Path file = folder.resolve(key);
            Files.writeString(file, (key.startsWith("C") ? "01" : "02").repeat(32));
            variables.put(key, "file:" + file);
        }
        return variables;
    }

    DynamoDbClient dynamo() {
        return dynamo.client();
    }

    S3Client s3() {
        return s3.client();
    }

    /** What was printed since the last call. */
    List<String> printed() {
        List<String> lines = out.toString(UTF_8).lines().toList();
        out.reset();
        return lines;
    }

    /** Invokes a function as Lambda does, and gives its answer. */
    static String invoke(RequestStreamHandler handler, String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, context());
        return answer.toString(UTF_8);
    }

    private static Context context() {
        Object proxy = Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getRemainingTimeInMillis" -> 900_000;
                    case "getFunctionName" -> "function";
                    case "getAwsRequestId" -> "request-1";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return (Context) proxy;
    }

    @Override
    public void close() {
        s3.close();
        dynamo.close();
    }
}
