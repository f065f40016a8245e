package io.certtrail.local;

import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.data.DataFolder;
import io.certtrail.local.dynamo.EmbeddedDynamo;
import io.certtrail.local.dynamo.TableMaker;
import io.certtrail.local.function.Arns;
import io.certtrail.local.s3.EmbeddedS3;
import io.certtrail.local.s3.S3Settings;
import io.certtrail.local.sqs.EmbeddedSqs;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** DynamoDB, SQS and S3, with the tables, queues and buckets of a definition made in them. */
final class LocalServices implements AutoCloseable {
    private final LocalClients clients;
    private final EmbeddedDynamo dynamo;
    private final EmbeddedSqs queues;
    private final SqsClient queueClient;
    private final EmbeddedS3 objects;
    private final S3Settings objectSettings;

    private LocalServices(
            LocalClients clients, EmbeddedDynamo dynamo, EmbeddedSqs queues, EmbeddedS3 objects, S3Settings settings) {
        this.clients = clients;
        this.dynamo = dynamo;
        this.queues = queues;
        this.queueClient = clients.sqs(queues.endpoint());
        this.objects = objects;
        this.objectSettings = settings;
    }

    /** Starts the three side by side; on what a folder keeps, or in memory. */
    static LocalServices start(CloudDefinition definition, Optional<DataFolder> data, RandomGenerator random)
            throws IOException, InterruptedException {
        LocalClients clients = new LocalClients();
        S3Settings settings = data.map(folder -> S3Settings.readOrCreate(folder.s3Settings(), random))
                .orElseGet(() -> S3Settings.fresh(random));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<EmbeddedDynamo> dynamo = executor.submit(() -> dynamo(definition, data));
            Future<EmbeddedSqs> queues = executor.submit(() -> queues(definition, data, clients));
            Future<EmbeddedS3> objects = executor.submit(() -> objects(definition, data, clients, settings));
            return new LocalServices(clients, get(dynamo), get(queues), get(objects), settings);
        }
    }

    private static EmbeddedDynamo dynamo(CloudDefinition definition, Optional<DataFolder> data) {
        EmbeddedDynamo dynamo =
                data.map(folder -> EmbeddedDynamo.onFile(folder.dynamo())).orElseGet(EmbeddedDynamo::inMemory);
        new TableMaker(dynamo.client(), new Environment(tableNames(definition))).make(definition.tables());
        return dynamo;
    }

    private static EmbeddedSqs queues(CloudDefinition definition, Optional<DataFolder> data, LocalClients clients) {
        EmbeddedSqs queues = EmbeddedSqs.start(data.map(DataFolder::sqs));
        EmbeddedSqs.makeQueues(
                clients.sqs(queues.endpoint()), definition.queues().values());
        return queues;
    }

    private static EmbeddedS3 objects(
            CloudDefinition definition, Optional<DataFolder> data, LocalClients clients, S3Settings settings)
            throws IOException {
        EmbeddedS3 objects = EmbeddedS3.start(data.map(DataFolder::s3), settings);
        if (data.isPresent() && settings.port() != objects.port()) {
            settings.on(objects.port()).write(data.get().s3Settings());
        }
        EmbeddedS3.makeBuckets(
                clients.s3(objects.endpoint(), settings), definition.buckets().values());
        return objects;
    }

    private static <T> T get(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException("a service does not start: " + e.getCause(), e);
        }
    }

    private static Map<String, String> tableNames(CloudDefinition definition) {
        Map<String, String> names = new HashMap<>();
        for (TableDefinition table : definition.tables()) {
            String name = table.variable().toLowerCase(Locale.ROOT).replace("_table", "");
            names.put(table.variable(), name);
        }
        return names;
    }

    /** Names and addresses of everything in them, by the environment variables that carry them. */
    Map<String, String> environment(CloudDefinition definition) {
        Map<String, String> variables = tableNames(definition);
        variables.putAll(definition.buckets());
        definition.queues().forEach((variable, queue) -> variables.put(variable, queueUrl(queue.name())));
        return variables;
    }

    String queueUrl(String name) {
        return queues.endpoint() + "/" + Arns.ACCOUNT + "/" + name;
    }

    AwsClients forFunctions(Adversary adversary, Conditions conditions) {
        DynamoDbClient between = conditions.dynamo().apply(dynamo.client());
        return clients.forFunctions(between, queues.endpoint(), objects.endpoint(), objectSettings, adversary);
    }

    /** For the pollers: takes long polls, and no adversary. */
    SqsClient queueClient() {
        return queueClient;
    }

    DynamoDbStreamsClient streams() {
        return dynamo.streams();
    }

    String streamArn(CloudDefinition definition, TableDefinition table) {
        return new TableMaker(dynamo.client(), new Environment(tableNames(definition))).streamArn(table);
    }

    @Override
    public void close() {
        clients.close();
        queues.close();
        objects.close();
        dynamo.close();
    }
}
